package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;

/** Every error response, however the SDK wraps it, has one reason without any text of AWS. */
class FailuresPropertyTest {

    private static final String CANARY = "secret-canary";

    private static final List<Function<Throwable, Throwable>> WRAPPERS = List.of(
            cause -> SdkClientException.create(CANARY, cause),
            cause -> new IllegalStateException(CANARY, cause),
            cause -> new UncheckedIOException(CANARY, new IOException(CANARY, cause)),
            cause -> new SSLHandshakeException(CANARY).initCause(cause),
            cause -> new SocketTimeoutException(CANARY).initCause(cause),
            cause -> new UnknownHostException(CANARY).initCause(cause),
            cause -> new Error(CANARY, cause));

    @Provide
    static Arbitrary<Function<Throwable, Throwable>> wrappers() {
        return Arbitraries.of(WRAPPERS);
    }

    @Property
    void aRefusalHasAReasonAndACodeThatIsSafe(
            @ForAll String code, @ForAll String message, @ForAll @IntRange(min = 100, max = 599) int status) {
        Failure failure = Failures.of(refusal(code, message, status));

        assertThat(failure.code().isEmpty() || ErrorCode.isSafe(failure.code())).isTrue();
        assertThat(failure.reason()).isNotIn(FailureReason.NOT_RUN, FailureReason.TIMEOUT);
    }

    @Property
    void aRefusalIsARefusalHoweverItIsWrapped(
            @ForAll @Size(max = 8) List<@From("wrappers") Function<Throwable, Throwable>> wrappers,
            @ForAll String code,
            @ForAll @IntRange(min = 100, max = 599) int status) {
        Throwable refusal = refusal(code, CANARY, status);

        assertThat(Failures.of(wrapped(refusal, wrappers))).isEqualTo(Failures.of(refusal));
    }

    @Property
    void anythingElseThrownHasAReasonToo(
            @ForAll @Size(max = 12) List<@From("wrappers") Function<Throwable, Throwable>> wrappers) {
        Failure failure = Failures.of(wrapped(new NullPointerException(CANARY), wrappers));

        assertThat(failure.code()).isEmpty();
        assertThat(failure.reason())
                .isIn(Set.of(FailureReason.TIMEOUT, FailureReason.TLS, FailureReason.NETWORK, FailureReason.INTERNAL));
    }

    @Property
    void theKindOfAFailureContainsNoTextOfAws(
            @ForAll @Size(max = 12) List<@From("wrappers") Function<Throwable, Throwable>> wrappers) {
        Throwable thrown = wrapped(refusal("AccessDenied", CANARY, 403), wrappers);

        assertThat(Failures.kind(thrown)).doesNotContain(CANARY);
    }

    private static Throwable wrapped(Throwable thrown, List<Function<Throwable, Throwable>> wrappers) {
        Throwable wrapped = thrown;
        for (Function<Throwable, Throwable> wrapper : wrappers) {
            wrapped = wrapper.apply(wrapped);
        }
        return wrapped;
    }

    private static Throwable refusal(String code, String message, int status) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return CloudTrailException.builder()
                .awsErrorDetails(details)
                .message(message)
                .statusCode(status)
                .build();
    }
}
