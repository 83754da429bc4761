package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.aws.CountedRetries.Call;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Makes every call to AWS: with its timeouts and credentials, metered, and with a {@link Failure} for every error. */
final class AwsCalls {

    private static final System.Logger LOG = System.getLogger(AwsCalls.class.getName());

    private final Duration callTimeout;
    private final CountedRetries retries;
    private final DedupLogger anomalies;
    private volatile boolean closed;

    AwsCalls(Duration callTimeout, CountedRetries retries, DedupLogger anomalies) {
        this.callTimeout = callTimeout;
        this.retries = retries;
        this.anomalies = anomalies;
    }

    /**
     * Makes one call.
     *
     * @param timeout the time that the poll has left; the operation's own timeouts apply too
     * @param request sends the request with the given configuration
     */
    <T> T make(
            Operation operation,
            SessionCredentials credentials,
            Duration timeout,
            Function<AwsRequestOverrideConfiguration, T> request)
            throws AwsCallException {
        if (timeout.toMillis() <= 0) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
        Call call = retries.begin(operation, credentials);
        try {
            T response = request.apply(bounds(operation, credentials, timeout));
            credentials.accepted();
            return response;
        } catch (Throwable thrown) {
            Failure failure = failure(operation, credentials, thrown);
            call.attemptFailed(failure);
            if (failure.reason() == FailureReason.CREDENTIALS) {
                credentials.rejected(failure);
            }
            throw new AwsCallException(failure, null);
        } finally {
            retries.end();
        }
    }

    private AwsRequestOverrideConfiguration bounds(
            Operation operation, SessionCredentials credentials, Duration timeout) {
        Duration whole = min(timeout, operation.wholeCall(callTimeout));
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(credentials.keys()))
                .apiCallTimeout(whole)
                .apiCallAttemptTimeout(min(whole, operation.oneAttempt(callTimeout)))
                .build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** After this, failures are reported as timeouts, because the clients are closed. */
    void close() {
        closed = true;
    }

    /**
     * A call that was cancelled here (the clients are closed, or the thread was interrupted) is a timeout, whatever the
     * SDK reports. The SDK notices an interrupt before each attempt, but not while it reads from a socket: such a call
     * ends with its {@code apiCallTimeout}, which is no longer than its poll has left.
     */
    private Failure failure(Operation operation, SessionCredentials credentials, Throwable thrown) {
        Failure seen = Failures.of(thrown, credentials.redaction());
        boolean cut = closed || Thread.currentThread().isInterrupted();
        Failure failure = cut ? Failure.of(FailureReason.TIMEOUT) : seen;
        if (failure.reason() == FailureReason.INTERNAL) {
            anomalies.warn(operation.action() + " failed with an unknown error: " + Failures.kind(thrown));
        }
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> DedupLogger.detail(operation.action() + ": " + failure + ": "
                        + credentials.redaction().apply(thrown.toString())));
        return failure;
    }
}
