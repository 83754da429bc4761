package io.github.cloudtrailexporter.trail;

import java.util.Optional;

/**
 * An error code of AWS, safe as a label value. AWS types these fields as plain strings without an enum or a length limit,
 * so a text that does not have the form of a code becomes {@link #OTHER}; the caller logs the original.
 */
public record ErrorCode(String value) {

    /** Replaces every text that does not have the form of a code. */
    public static final ErrorCode OTHER = new ErrorCode("other");

    public ErrorCode {
        Check.that(isSafe(value), "error code");
    }

    /** The code in a field of an AWS response: nothing for null and blank, {@link #OTHER} for other text. */
    public static Optional<ErrorCode> of(String raw) {
        return Optional.ofNullable(raw)
                .filter(text -> !text.isBlank())
                .map(text -> isSafe(text) ? new ErrorCode(text) : OTHER);
    }

    /** Whether the text is valid as a label value. */
    public static boolean isSafe(String raw) {
        return raw.matches("[A-Za-z][A-Za-z0-9._-]{0,63}");
    }
}
