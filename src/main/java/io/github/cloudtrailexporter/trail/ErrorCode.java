package io.github.cloudtrailexporter.trail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An error code as AWS gave it, made safe to be a label. AWS types these fields as plain strings without an enum or a
 * length limit, so what does not look like a code becomes {@link #OTHER}; the original stays with the caller, for the
 * log.
 */
public record ErrorCode(String value) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    /** Stands for every text that is no code. */
    public static final ErrorCode OTHER = new ErrorCode("other");

    public ErrorCode {
        if (!isSafe(value)) {
            throw new IllegalArgumentException("not an error code");
        }
    }

    /** The code in a field of an AWS answer: nothing for null and blank, {@link #OTHER} for what is no code. */
    public static Optional<ErrorCode> of(String raw) {
        if (raw == null || raw.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(isSafe(raw) ? new ErrorCode(raw) : OTHER);
    }

    /** Whether the text can be a label as it is. */
    public static boolean isSafe(String raw) {
        return SAFE.matcher(raw).matches();
    }
}
