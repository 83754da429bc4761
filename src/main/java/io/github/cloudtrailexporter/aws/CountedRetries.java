package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The SDK's standard retry strategy with at most two attempts, each of which it reports to the listener. Only the retry
 * strategy receives the error of each attempt; an interceptor receives the last one. The budget of retries, which the SDK
 * keeps per client, is kept per {@link SessionCredentials}.
 */
final class CountedRetries implements RetryStrategy {

    private static final int MAX_ATTEMPTS = 2;

    /** The SDK does not pass the call to its retry strategy, but runs the strategy on the thread of the call. */
    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final RetryStrategy standard = AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MAX_ATTEMPTS)
            .build();
    private final BoundedErrorCodes codes = new BoundedErrorCodes();
    private final CallListener listener;

    CountedRetries(CallListener listener) {
        this.listener = listener;
    }

    /** Begins a call on this thread; {@link #end()} must follow. */
    Call begin(Operation operation, SessionCredentials credentials) {
        Call call = new Call(operation, credentials);
        CURRENT.set(call);
        return call;
    }

    void end() {
        CURRENT.remove();
    }

    private Call current() {
        Call call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("an AWS client was used outside of AwsCalls");
        }
        return call;
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        Call call = current();
        call.attemptBegins(Duration.ZERO);
        return standard.acquireInitialToken(AcquireInitialTokenRequest.create(call.credentials.name()));
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Call call = current();
        call.attemptFailed(Failures.of(request.failure(), call.credentials.redaction()));
        RefreshRetryTokenResponse next = standard.refreshRetryToken(request);
        call.attemptBegins(next.delay());
        return next;
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        current().attemptEnds("");
        return standard.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return MAX_ATTEMPTS;
    }

    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        throw new UnsupportedOperationException("derived retries would not be counted");
    }

    /** A call in progress on one thread, which times its attempts. */
    final class Call {

        private final Operation operation;
        private final SessionCredentials credentials;
        private boolean attempting;
        private long attemptStart;

        private Call(Operation operation, SessionCredentials credentials) {
            this.operation = operation;
            this.credentials = credentials;
        }

        /** Begins an attempt that the SDK makes after this delay. */
        private void attemptBegins(Duration delay) {
            attempting = true;
            attemptStart = System.nanoTime() + delay.toNanos();
        }

        /** Ends the attempt with this failure, if one is in progress. */
        void attemptFailed(Failure failure) {
            attemptEnds(codes.of(failure).value());
        }

        private void attemptEnds(String errorCode) {
            long took = System.nanoTime() - attemptStart;
            if (attempting && took >= 0) {
                listener.attempt(operation.service(), operation.action(), errorCode, Duration.ofNanos(took));
            }
            attempting = false;
        }
    }

    /**
     * The error codes that may become labels of the call counters: the first hundred different ones. Later ones become
     * {@link ErrorCode#OTHER}, so that an endpoint that invents codes does not grow the page.
     */
    static final class BoundedErrorCodes {

        private static final int MOST = 100;

        private final Set<ErrorCode> seen = ConcurrentHashMap.newKeySet();

        ErrorCode of(Failure failure) {
            ErrorCode code = failure.errorCode();
            if (seen.size() < MOST) {
                seen.add(code);
            }
            // Not the result of add, because it is true for only one of two threads that add the same code.
            return seen.contains(code) ? code : ErrorCode.OTHER;
        }
    }
}
