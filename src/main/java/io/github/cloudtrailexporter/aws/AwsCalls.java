package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Makes every call to AWS: with its timeouts and credentials, metered, and with a {@link Failure} for every error. */
final class AwsCalls {

    private static final Logger LOG = LoggerFactory.getLogger(AwsCalls.class);

    /** The SDK does not pass the call to its retry strategy, but runs the strategy on the thread of the call. */
    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final Duration callTimeout;
    private final CallListener listener;
    private final DedupLogger anomalies;
    private final BoundedErrorCodes codes = new BoundedErrorCodes();
    private volatile boolean closed;

    AwsCalls(Duration callTimeout, CallListener listener, DedupLogger anomalies) {
        this.callTimeout = callTimeout;
        this.listener = listener;
        this.anomalies = anomalies;
    }

    /** @param timeout the time that the poll has left; the operation's own timeouts apply too */
    <T> T make(
            Operation operation,
            SessionCredentials credentials,
            Duration timeout,
            Function<AwsRequestOverrideConfiguration, T> request)
            throws AwsCallException {
        if (timeout.toMillis() <= 0) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
        Call call = new Call(operation, credentials);
        CURRENT.set(call);
        try {
            T response = request.apply(call.bounds(timeout));
            credentials.accepted();
            return response;
        } catch (Throwable thrown) {
            throw new AwsCallException(call.failed(thrown));
        } finally {
            CURRENT.remove();
        }
    }

    /** Every operation that the exporter calls, and so every action that its policies must allow. */
    enum Operation {
        GET_TRAIL_STATUS("cloudtrail", "GetTrailStatus"),
        GET_EVENT_SELECTORS("cloudtrail", "GetEventSelectors"),
        DESCRIBE_TRAILS("cloudtrail", "DescribeTrails"),
        ASSUME_ROLE("sts", "AssumeRole"),
        GET_CALLER_IDENTITY("sts", "GetCallerIdentity"),
        DESCRIBE_REGIONS("ec2", "DescribeRegions"),
        LIST_ACCOUNTS("organizations", "ListAccounts");

        private final String service;
        private final String action;

        Operation(String service, String action) {
            this.service = service;
            this.action = action;
        }

        /**
         * How long a call may take, all attempts together. With an attempt as long as {@code callTimeout} a second attempt
         * gets the last quarter; STS gets less, because a caller that signs in has another call to make.
         */
        Duration wholeCall(Duration callTimeout) {
            return service.equals("sts")
                    ? callTimeout
                    : callTimeout.multipliedBy(4).dividedBy(3);
        }

        Duration oneAttempt(Duration callTimeout) {
            return service.equals("sts") ? callTimeout.dividedBy(2) : callTimeout;
        }
    }

    /** After this, failures are reported as timeouts, because the clients are closed. */
    void close() {
        closed = true;
    }

    private final class Call {

        private final Operation operation;
        private final SessionCredentials credentials;
        private boolean attempting;
        private long attemptStart;

        private Call(Operation operation, SessionCredentials credentials) {
            this.operation = operation;
            this.credentials = credentials;
        }

        private AwsRequestOverrideConfiguration bounds(Duration timeout) {
            Duration whole = Collections.min(List.of(timeout, operation.wholeCall(callTimeout)));
            return AwsRequestOverrideConfiguration.builder()
                    .credentialsProvider(StaticCredentialsProvider.create(credentials.keys()))
                    .apiCallTimeout(whole)
                    .apiCallAttemptTimeout(Collections.min(List.of(whole, operation.oneAttempt(callTimeout))))
                    .build();
        }

        /**
         * The failure of this call. If the call was cancelled here (the clients are closed, or the thread was interrupted),
         * that is a timeout, whatever the SDK reports. The SDK notices an interrupt before each attempt, but not while it
         * reads from a socket: such a call ends with its {@code apiCallTimeout}, which is no longer than its poll has left.
         */
        private Failure failed(Throwable thrown) {
            Failure seen = Failures.of(thrown, credentials::redact);
            boolean cut = closed || Thread.currentThread().isInterrupted();
            Failure failure = cut ? Failure.of(FailureReason.TIMEOUT) : seen;
            attemptEnds(codes.of(failure).value());
            if (failure.reason() == FailureReason.CREDENTIALS) {
                credentials.rejected(failure);
            }
            if (failure.reason() == FailureReason.INTERNAL) {
                anomalies.warn(operation.action + " failed with an unknown error: " + Failures.kind(thrown));
            }
            LOG.atDebug().log(() -> DedupLogger.detail(
                    operation.action + ": " + failure + ": " + credentials.redact(thrown.toString())));
            return failure;
        }

        /** Begins an attempt that the SDK makes after this delay. */
        private void attemptBegins(Duration delay) {
            attempting = true;
            attemptStart = System.nanoTime() + delay.toNanos();
        }

        private void attemptEnds(String errorCode) {
            long took = System.nanoTime() - attemptStart;
            if (attempting && took >= 0) {
                listener.attempt(operation.service, operation.action, errorCode, Duration.ofNanos(took));
            }
            attempting = false;
        }
    }

    /**
     * The SDK's standard retry strategy with at most two attempts, each of which counts. Only the retry strategy receives
     * the error of each attempt; an interceptor receives the last one. The budget of retries, which the SDK keeps per
     * client, is kept per {@link SessionCredentials}.
     */
    final class CountedRetries implements RetryStrategy {

        private final RetryStrategy standard = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(2)
                .build();

        @Override
        public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
            Call call = CURRENT.get();
            call.attemptBegins(Duration.ZERO);
            return standard.acquireInitialToken(AcquireInitialTokenRequest.create(call.credentials.name()));
        }

        @Override
        public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
            Call call = CURRENT.get();
            call.attemptEnds(codes.of(Failures.of(request.failure())).value());
            RefreshRetryTokenResponse next = standard.refreshRetryToken(request);
            call.attemptBegins(next.delay());
            return next;
        }

        @Override
        public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
            CURRENT.get().attemptEnds("");
            return standard.recordSuccess(request);
        }

        @Override
        public int maxAttempts() {
            return standard.maxAttempts();
        }

        @Override
        public boolean useClientDefaults() {
            return false;
        }

        @Override
        public Builder<?, ?> toBuilder() {
            throw new UnsupportedOperationException("derived retries would not be counted");
        }
    }

    /** The first hundred codes may become labels, later ones are {@link ErrorCode#OTHER}: an endpoint may invent codes. */
    static final class BoundedErrorCodes {

        private static final int MOST = 100;

        private final Set<ErrorCode> seen = new HashSet<>();

        synchronized ErrorCode of(Failure failure) {
            ErrorCode code = failure.errorCode();
            if (seen.size() < MOST) {
                seen.add(code);
            }
            return seen.contains(code) ? code : ErrorCode.OTHER;
        }
    }
}
