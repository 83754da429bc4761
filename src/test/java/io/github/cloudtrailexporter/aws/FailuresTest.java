package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;

/** Whatever is thrown has one reason of the closed list. */
class FailuresTest {

    private static SdkClientException sdk(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(ApiCallTimeoutException.create(1), FailureReason.TIMEOUT),
                Arguments.of(ApiCallAttemptTimeoutException.create(1), FailureReason.TIMEOUT),
                Arguments.of(AbortedException.create("Thread was interrupted"), FailureReason.TIMEOUT),
                Arguments.of(sdk(new SocketTimeoutException("Read timed out")), FailureReason.TIMEOUT),
                Arguments.of(new TimeoutException(), FailureReason.TIMEOUT),
                Arguments.of(new CancellationException(), FailureReason.TIMEOUT),
                Arguments.of(
                        new IllegalStateException("Interrupted waiting to refresh", new InterruptedException()),
                        FailureReason.TIMEOUT),
                Arguments.of(sdk(new SSLHandshakeException("PKIX")), FailureReason.TLS),
                Arguments.of(sdk(new SSLHandshakeException("cut").initCause(new EOFException())), FailureReason.TLS),
                Arguments.of(
                        sdk(new SSLHandshakeException("slow").initCause(new SocketTimeoutException())),
                        FailureReason.TIMEOUT),
                Arguments.of(sdk(new UnknownHostException("x")), FailureReason.NETWORK),
                Arguments.of(sdk(new ConnectException("refused")), FailureReason.NETWORK),
                Arguments.of(new UncheckedIOException(new SocketException("reset")), FailureReason.NETWORK),
                Arguments.of(
                        SdkClientException.create(
                                "Unable to unmarshall response (x)", new UncheckedIOException(new EOFException())),
                        FailureReason.NETWORK),
                Arguments.of(
                        SdkClientException.create("Unable to unmarshall response (x)"), FailureReason.BAD_RESPONSE),
                Arguments.of(new StackOverflowError(), FailureReason.BAD_RESPONSE),
                Arguments.of(new BodyLimit.ExceededException(), FailureReason.BAD_RESPONSE),
                Arguments.of(new IllegalStateException("Connection pool shut down"), FailureReason.INTERNAL),
                Arguments.of(new NullPointerException(), FailureReason.INTERNAL),
                Arguments.of(new AssertionError(), FailureReason.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void everythingThrownHasAReason(Throwable thrown, FailureReason reason) {
        assertThat(Failures.of(thrown)).isEqualTo(Failure.of(reason));
    }

    @Test
    @Tag("P7")
    void whatLeavesTheVirtualMachineInDoubtIsThrownOn() {
        OutOfMemoryError fatal = new OutOfMemoryError("Java heap space");

        assertThatThrownBy(() -> Failures.of(new IOException(fatal))).isSameAs(fatal);
    }

    @Test
    void causesInACircleEnd() {
        Exception one = new Exception();
        Exception other = new Exception(one);
        one.initCause(other);

        assertThat(Failures.of(one).reason()).isEqualTo(FailureReason.INTERNAL);
    }

    @Test
    void aRefusalWithoutDetailsIsJudgedByItsStatus() {
        assertThat(Failures.of(CloudTrailException.builder().statusCode(403).build())
                        .reason())
                .isEqualTo(FailureReason.ACCESS_DENIED);
        assertThat(Failures.of(CloudTrailException.builder().statusCode(418).build())
                        .reason())
                .isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    void theKindOfAFailureContainsNoMessage() {
        Throwable refusal = CloudTrailException.builder()
                .message("secret-canary")
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("NewException").build())
                .build();

        assertThat(Failures.kind(new IllegalStateException("secret-canary", refusal)))
                .isEqualTo("java.lang.IllegalStateException"
                        + " < software.amazon.awssdk.services.cloudtrail.model.CloudTrailException (NewException)");
    }
}
