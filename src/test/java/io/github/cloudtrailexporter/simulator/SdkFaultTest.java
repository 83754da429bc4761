package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

/** Verifies the effect of each fault on the real SDK. */
class SdkFaultTest {

    private static final FaultScope STATUS = FaultScope.on("GetTrailStatus");

    private final SimulatedAws aws = SimulatedAws.start();
    private final AwsClients clients = new AwsClients(aws.endpoint());
    private final AwsClients impatient = new AwsClients(aws.endpoint(), Duration.ofSeconds(1));
    private final SimulatedTrail trail = aws.account("111122223333").trail("management", "us-east-1");

    @AfterEach
    void close() {
        clients.close();
        impatient.close();
        aws.close();
    }

    @Test
    void throttlingIsRecognized() {
        aws.inject(STATUS, Fault.throttling(), 1);
        assertThat(serviceError().isThrottlingException()).isTrue();

        aws.inject(STATUS, Fault.response(429, "application/x-amz-json-1.1", ""), 1);
        assertThat(serviceError().isThrottlingException()).isTrue();
    }

    @Test
    void errorsAreMappedWithAndWithoutNamespace() {
        aws.inject(STATUS, Fault.error("com.amazonaws.cloudtrail.v20131101#TrailNotFoundException", 400, "gone"), 1);
        assertThat(serviceError()).isInstanceOf(TrailNotFoundException.class);

        aws.inject(STATUS, Fault.error("TrailNotFoundException", 400, "gone"), 1);
        assertThat(serviceError()).isInstanceOf(TrailNotFoundException.class);

        aws.inject(STATUS, Fault.response(500, "text/html", "<html>oops</html>"), 1);
        assertThat(serviceError().statusCode()).isEqualTo(500);
    }

    static Stream<Named<Fault>> silences() {
        Duration slow = Duration.ofMillis(200);
        return Stream.of(Fault.hang(), Fault.stall(), Fault.trickle(slow), Fault.trickleBody(slow), Fault.endless())
                .map(fault -> Named.of(fault.toString(), fault));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void hangingCallEndsAtTheCallTimeout(Fault silence) {
        aws.inject(STATUS, silence);
        Instant before = Instant.now();

        Throwable thrown = catchThrowable(() -> call(impatient));

        assertThat(thrown).isInstanceOf(SdkClientException.class);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    static Stream<Named<Fault>> broken() {
        return Stream.of(
                        Fault.truncated(),
                        Fault.bytes("nonsense"),
                        Fault.reset(),
                        Fault.endOfStream(),
                        Fault.body("<html>Please log in</html>"))
                .map(fault -> Named.of(fault.toString(), fault));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void invalidResponseIsAClientError(Fault broken) {
        aws.inject(STATUS, broken);

        assertThat(catchThrowable(this::call)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void emptyObjectIsASuccessWithoutValues() {
        aws.inject(STATUS, Fault.body("{}"));

        assertThat(call().isLogging()).isNull();
    }

    @Test
    void connectionIsReusedAfterAnError() {
        aws.inject(STATUS, Fault.accessDenied(), 1);

        assertThat(serviceError().awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(call().isLogging()).isTrue();
    }

    @Test
    void longErrorTextsArrive() {
        trail.failing(Destination.S3, "x".repeat(5_000_000));

        assertThat(call().latestDeliveryError()).hasSize(5_000_000);
    }

    private GetTrailStatusResponse call() {
        return call(clients);
    }

    private GetTrailStatusResponse call(AwsClients with) {
        return with.cloudTrail("us-east-1").getTrailStatus(r -> r.name(trail.arn()));
    }

    private CloudTrailException serviceError() {
        return (CloudTrailException) catchThrowable(this::call);
    }
}
