package io.github.cloudtrailexporter.trail;

import java.util.Objects;
import java.util.Set;

/**
 * Why something could not be asked.
 *
 * @param reason the closed list
 * @param code the error code behind it if AWS gave one, safe as a label; empty otherwise
 */
public record Failure(FailureReason reason, String code) {

    /** The codes with which AWS refuses a token it does not know at all. A disabled Region answers so, too. */
    private static final Set<String> UNKNOWN_TOKEN = Set.of("UnrecognizedClientException", "InvalidClientTokenId");

    public Failure {
        Objects.requireNonNull(reason);
        if (!code.isEmpty() && !ErrorCode.isSafe(code)) {
            code = ErrorCode.OTHER.value();
        }
    }

    public static Failure of(FailureReason reason) {
        return new Failure(reason, "");
    }

    /**
     * Whether AWS does not know the token at all. Where the same token was good in another Region this means that the
     * Region is disabled (observed; AWS documents no distinct error).
     */
    public boolean tokenUnknown() {
        return reason == FailureReason.CREDENTIALS && UNKNOWN_TOKEN.contains(code);
    }

    @Override
    public String toString() {
        return code.isEmpty() ? reason.label() : reason.label() + " (" + code + ")";
    }
}
