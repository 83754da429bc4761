package io.github.cloudtrailexporter.aws;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The SDK's standard retries, two attempts at most, and every attempt told to the {@link Call}. This is the one place
 * where the SDK shows the error of each attempt; its interceptors see only the last. The SDK's budget of retries, which
 * is one for a whole client, becomes one for each caller.
 */
final class CountedRetries implements RetryStrategy {

    private static final int MAX_ATTEMPTS = 2;

    private final RetryStrategy standard = AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MAX_ATTEMPTS)
            .build();
    private final SeenCodes codes;

    CountedRetries(SeenCodes codes) {
        this.codes = codes;
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        Call call = Call.current();
        call.attemptBegins(Duration.ZERO);
        return standard.acquireInitialToken(
                AcquireInitialTokenRequest.create(call.caller().name()));
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Call call = Call.current();
        call.attemptEnds(Optional.of(
                codes.of(Failures.of(request.failure(), call.caller().redaction()))));
        RefreshRetryTokenResponse next = standard.refreshRetryToken(request);
        call.attemptBegins(next.delay());
        return next;
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        Call.current().attemptEnds(Optional.empty());
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
}
