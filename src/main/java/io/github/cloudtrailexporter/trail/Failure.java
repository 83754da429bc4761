package io.github.cloudtrailexporter.trail;

import java.util.Objects;
import java.util.Set;

/**
 * Why a call to AWS failed.
 *
 * <p>Two failures are equal if reason and code are: messages hold request ids and the like, so a message never makes a
 * failure a new one.
 *
 * @param code the error code if AWS returned one, safe as a label; empty otherwise
 * @param message AWS's message, or that of the exception, for log lines only and never for a metric or a page: one line
 *     of printable ASCII without secrets; may be empty
 */
public record Failure(FailureReason reason, String code, String message) {

    /** The most characters of a message. */
    public static final int LONGEST_MESSAGE = 256;

    /** The error codes for a token that AWS does not know. A disabled Region responds with them, too. */
    private static final Set<String> UNKNOWN_TOKEN = Set.of("UnrecognizedClientException", "InvalidClientTokenId");

    public Failure {
        code = ErrorCode.of(code).map(ErrorCode::value).orElse("");
        message = PrintableText.line(message, LONGEST_MESSAGE);
    }

    /** A failure without a message. */
    public Failure(FailureReason reason, String code) {
        this(reason, code, "");
    }

    public static Failure of(FailureReason reason) {
        return new Failure(reason, "");
    }

    /** The code for the call counters: AWS's if there is one, else the label of the reason. */
    public ErrorCode errorCode() {
        return new ErrorCode(code.isEmpty() ? reason.label() : code);
    }

    /**
     * Whether AWS does not know the token. If the same token is valid in another Region, this means that the Region is
     * disabled (observed; AWS documents no distinct error).
     */
    public boolean tokenUnknown() {
        return reason == FailureReason.CREDENTIALS && UNKNOWN_TOKEN.contains(code);
    }

    /** The same failure under another reason. */
    public Failure withReason(FailureReason other) {
        return new Failure(other, code, message);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Failure failure && reason == failure.reason && code.equals(failure.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reason, code);
    }

    @Override
    public String toString() {
        return code.isEmpty() ? reason.label() : reason.label() + " (" + code + ")";
    }
}
