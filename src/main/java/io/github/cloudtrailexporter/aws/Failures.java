package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Maps everything that the SDK throws to the closed list of reasons. The SDK wraps exceptions freely (also into {@link
 * IllegalStateException} and {@link java.io.UncheckedIOException}), so each rule searches the whole chain of causes.
 */
final class Failures {

    private static final int LONGEST_CHAIN = 20;

    /** In order of precedence; an error response of AWS precedes all of them. */
    private static final List<Rule> RULES = List.of(
            new Rule(FailureReason.TIMEOUT, Failures::isTimeout),
            new Rule(FailureReason.TLS, SSLException.class::isInstance),
            new Rule(FailureReason.BAD_RESPONSE, Failures::isUnreadable),
            new Rule(FailureReason.NETWORK, IOException.class::isInstance),
            new Rule(
                    FailureReason.BAD_RESPONSE,
                    link -> String.valueOf(link.getMessage()).startsWith("Unable to unmarshall")));

    private record Rule(FailureReason reason, Predicate<Throwable> matches) {}

    private Failures() {}

    /** Why the call failed; without secrets other than those that can be recognized. */
    static Failure of(Throwable thrown) {
        return of(thrown, SessionCredentials::redactPatterns);
    }

    static Failure of(Throwable thrown, UnaryOperator<String> redaction) {
        List<Throwable> chain = chain(thrown);
        for (Throwable link : chain) {
            if (link instanceof AwsServiceException error) {
                return errorResponse(error, redaction);
            }
        }
        for (Rule rule : RULES) {
            for (Throwable link : chain) {
                if (rule.matches().test(link)) {
                    return new Failure(rule.reason(), "", message(link, redaction));
                }
            }
        }
        return new Failure(FailureReason.INTERNAL, "", kind(thrown));
    }

    /** Redacted before it is shortened, so that no half of a secret remains. */
    private static String message(Throwable link, UnaryOperator<String> redaction) {
        String kind = link.getClass().getSimpleName();
        return redaction.apply(link.getMessage() == null ? kind : kind + ": " + link.getMessage());
    }

    /**
     * The exception and its causes. Rethrows an error after which the virtual machine cannot be trusted. A stack overflow is
     * none: a response that is nested too deeply causes one, and affects only its own call.
     */
    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null && chain.size() < LONGEST_CHAIN; link = link.getCause()) {
            if (link instanceof VirtualMachineError fatal && !(link instanceof StackOverflowError)) {
                throw fatal;
            }
            chain.add(link);
        }
        return chain;
    }

    /** Includes what Apache's client throws if the SDK's timer ends a request that still waits for a connection. */
    private static boolean isTimeout(Throwable link) {
        return link instanceof ApiCallTimeoutException
                || link instanceof ApiCallAttemptTimeoutException
                || link instanceof AbortedException
                || link instanceof InterruptedException
                || link instanceof InterruptedIOException
                || link instanceof CancellationException
                || link instanceof TimeoutException;
    }

    private static boolean isUnreadable(Throwable link) {
        return link instanceof BodyLimit.ExceededException
                || link instanceof StackOverflowError
                || link instanceof XMLStreamException
                || link.getClass().getName().startsWith("software.amazon.awssdk.thirdparty.jackson.");
    }

    private static Failure errorResponse(AwsServiceException error, UnaryOperator<String> redaction) {
        String code = code(error);
        FailureReason reason =
                error.isThrottlingException() ? FailureReason.THROTTLED : reason(code, error.statusCode());
        // Not the message of the exception: the SDK adds the request id, which is different each time.
        String message = detail(error, AwsErrorDetails::errorMessage).orElse("HTTP status " + error.statusCode());
        return new Failure(reason, code, redaction.apply(message));
    }

    /** The reason of an error response, except for throttling, of which the SDK itself knows the codes. */
    private static FailureReason reason(String code, int status) {
        return switch (code) {
            case "TrailNotFoundException" -> FailureReason.TRAIL_NOT_FOUND;
            case "CloudTrailARNInvalidException" -> FailureReason.NOT_VISIBLE;
            case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation" -> FailureReason.ACCESS_DENIED;
            case "OperationNotPermittedException", "NotAuthorized" -> FailureReason.ACCESS_DENIED;
            case "UnrecognizedClient", "UnrecognizedClientException" -> FailureReason.CREDENTIALS;
            case "InvalidClientTokenId", "InvalidAccessKeyId", "AuthFailure" -> FailureReason.CREDENTIALS;
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" -> FailureReason.CREDENTIALS;
            case "SignatureDoesNotMatch", "InvalidSignature", "InvalidSignatureException" -> FailureReason.CREDENTIALS;
            case "IncompleteSignature", "IncompleteSignatureException" -> FailureReason.CREDENTIALS;
            case "MissingAuthenticationToken", "MissingAuthenticationTokenException" -> FailureReason.CREDENTIALS;
            case "RequestTimeTooSkewed", "RequestInTheFuture" -> FailureReason.CREDENTIALS;
            case "OptInRequired", "RegionDisabledException" -> FailureReason.REGION_DISABLED;
            case "InvalidTrailNameException", "UnsupportedOperationException" -> FailureReason.BAD_REQUEST;
            case "ValidationError", "ValidationException", "SerializationException" -> FailureReason.BAD_REQUEST;
            case "UnknownOperationException", "InvalidAction", "InvalidInputException" -> FailureReason.BAD_REQUEST;
            case "AWSOrganizationsNotInUseException" -> FailureReason.BAD_REQUEST;
            case "NoManagementAccountSLRExistsException" -> FailureReason.BAD_REQUEST;
            default -> withUnknownCode(code, status);
        };
    }

    /** @param code may be empty, as in the response of a proxy */
    private static FailureReason withUnknownCode(String code, int status) {
        if (status >= 500) {
            return FailureReason.SERVICE_ERROR;
        }
        if (!code.isEmpty()) {
            return FailureReason.INTERNAL;
        }
        return switch (status) {
            case 401 -> FailureReason.CREDENTIALS;
            case 403 -> FailureReason.ACCESS_DENIED;
            case 407 -> FailureReason.NETWORK;
            default -> FailureReason.BAD_RESPONSE;
        };
    }

    /** The classes of the chain and AWS's code, without messages, which may contain anything. */
    static String kind(Throwable thrown) {
        return chain(thrown).stream()
                .map(link -> link.getClass().getName()
                        + (link instanceof AwsServiceException error ? " (" + code(error) + ")" : ""))
                .collect(Collectors.joining(" < "));
    }

    /** AWS's error code, unchecked; empty if there is none. */
    private static String code(AwsServiceException error) {
        return detail(error, AwsErrorDetails::errorCode).orElse("");
    }

    private static Optional<String> detail(AwsServiceException error, Function<AwsErrorDetails, String> part) {
        return Optional.ofNullable(error.awsErrorDetails()).map(part).filter(text -> !text.isBlank());
    }
}
