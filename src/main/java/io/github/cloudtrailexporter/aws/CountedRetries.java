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
 * The SDK's standard retry strategy with at most two attempts, each of which it reports to the {@link Call}. Only the
 * retry strategy receives the error of each attempt; an interceptor receives the last one. The budget of retries, which
 * the SDK keeps per client, is kept per {@link SessionCredentials}.
 */
final class CountedRetries implements RetryStrategy {

    private static final int MAX_ATTEMPTS = 2;

    private final RetryStrategy standard = AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MAX_ATTEMPTS)
            .build();
    private final BoundedErrorCodes codes;

    CountedRetries(BoundedErrorCodes codes) {
        this.codes = codes;
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        Call call = Call.current();
        call.attemptBegins(Duration.ZERO);
        return standard.acquireInitialToken(
                AcquireInitialTokenRequest.create(call.credentials().name()));
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Call call = Call.current();
        call.attemptEnds(Optional.of(
                codes.of(Failures.of(request.failure(), call.credentials().redaction()))));
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
