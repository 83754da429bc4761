package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port makes of answers that AWS might give, and of those that it should not. */
class AnswerFaultsTest {

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    @Tag("A9")
    void truncatedJsonIsABadResponse() {
        simulation.breakStatus(Fault.truncated());

        assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "[]", "null", "<html>log in here</html>", "true", "{\"IsLogging\":"})
    @Tag("A10")
    @Tag("A12")
    void whatIsNoAnswerIsABadResponse(String body) {
        simulation.breakStatus(Fault.body(body));

        assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    @Tag("A12")
    void deepNestingIsABadResponse() {
        simulation.breakStatus(Fault.body("{\"IsLogging\":true,\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));

        assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "0"})
    @Tag("A11")
    void whatIsNoBooleanIsABadResponse(String isLogging) {
        simulation.trail.rawStatusMember("IsLogging", isLogging);

        assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    @Tag("A11")
    void aBooleanInQuotesIsOne() throws Exception {
        simulation.trail.rawStatusMember("IsLogging", "\"true\"");

        assertThat(simulation.status().logging()).isTrue();
    }

    /** The SDK reads it as false, so CloudTrailNotLogging fires. */
    @ParameterizedTest
    @ValueSource(strings = {"\"false\"", "\"yes\"", "\"\"", "\" true\""})
    @Tag("A11")
    void anotherTextInQuotesIsNotLogging(String isLogging) throws Exception {
        simulation.trail.rawStatusMember("IsLogging", isLogging);

        assertThat(simulation.status().logging()).isFalse();
    }

    @Test
    @Tag("A13")
    void unknownFieldsAreIgnored() throws Exception {
        simulation.trail.rawStatusMember("SomethingNew", "{\"a\":[1,2,{\"b\":null}]}");

        assertThat(simulation.status().logging()).isTrue();
    }

    @Test
    @Tag("A14")
    void nullTimesAreNoTimes() throws Exception {
        simulation.trail.rawStatusMember("LatestDeliveryTime", "null");
        simulation.trail.rawStatusMember("StartLoggingTime", "null");

        TrailStatus status = simulation.status();

        assertThat(status.delivery(Destination.S3)).isEqualTo(Delivery.NONE);
        assertThat(status.started()).isEmpty();
        assertThat(simulation.recorder.implausible).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1790000000123", "1e300", "-5", "0", "1300000000"})
    @Tag("A15")
    void timesThatCannotBeAreDroppedAndCounted(String time) throws Exception {
        simulation.trail.rawStatusMember("LatestDeliveryTime", time);

        TrailStatus status = simulation.status();

        assertThat(status.delivery(Destination.S3).latest()).isEmpty();
        assertThat(status.logging()).isTrue();
        assertThat(simulation.recorder.implausible).containsExactly("LatestDeliveryTime");
    }

    @Test
    @Tag("A16")
    void aTimeOfTheWrongTypeIsABadResponse() {
        simulation.trail.rawStatusMember("LatestDeliveryTime", "\"2026-11-23T10:00:00Z\"");

        assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    @Tag("A17")
    void aTimeSomewhatInTheFutureIsKept() throws Exception {
        Instant soon = Instant.ofEpochSecond(
                simulation.clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
        simulation.trail.rawStatusMember("LatestDeliveryTime", String.valueOf(soon.getEpochSecond()));

        assertThat(simulation.status().delivery(Destination.S3).latest()).contains(soon);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access denied. Verify in IAM",
                "a\\r\\nb\\u0000\\u2028",
                "\\ud800",
                "\\\"} 1\\nfake_metric 1",
                "9starts-with-digit"
            })
    @Tag("A28")
    void anErrorThatIsNoCodeIsOther(String error) throws Exception {
        simulation.trail.rawStatusMember("LatestDeliveryError", '"' + error + '"');

        assertThat(simulation.status().delivery(Destination.S3).error()).contains(ErrorCode.OTHER);
    }

    @Test
    @Tag("A28")
    void aHugeErrorIsOther() throws Exception {
        simulation.trail.rawStatusMember("LatestDeliveryError", '"' + "x".repeat(5_000_000) + '"');

        assertThat(simulation.status().delivery(Destination.S3).error()).contains(ErrorCode.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "null"})
    @Tag("A29")
    void aBlankErrorIsNone(String error) throws Exception {
        simulation.trail.rawStatusMember("LatestDeliveryError", error);

        assertThat(simulation.status().delivery(Destination.S3).error()).isEmpty();
    }

    @Test
    @Tag("A36")
    void anAnswerWithNothingButIsLoggingIsOne() throws Exception {
        simulation.breakStatus(Fault.body("{\"IsLogging\":false}"));

        assertThat(simulation.status()).isEqualTo(new TrailStatus(false, Map.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    @Tag("A37")
    void ofTwoEqualKeysTheLastWins() throws Exception {
        simulation.breakStatus(Fault.body("{\"IsLogging\":true,\"IsLogging\":false}"));

        assertThat(simulation.status().logging()).isFalse();
    }

    @Test
    @Tag("A38")
    void aCompleteDocumentInAShortBodyIsAnAnswer() throws Exception {
        simulation.breakStatus(Fault.shortBody());

        assertThat(simulation.status().logging()).isTrue();
    }

    @Test
    void everyFieldArrives() throws Exception {
        simulation.trail.rawStatusMember("LatestDeliveryTime", "1790000001.5");
        simulation.trail.rawStatusMember("LatestDeliveryError", "\"AccessDenied\"");
        simulation.trail.rawStatusMember("LatestNotificationTime", "1790000002");
        simulation.trail.rawStatusMember("LatestNotificationError", "\"NotFound\"");
        simulation.trail.rawStatusMember("LatestCloudWatchLogsDeliveryTime", "1790000003");
        simulation.trail.rawStatusMember("LatestCloudWatchLogsDeliveryError", "\"ResourceNotFoundException\"");
        simulation.trail.rawStatusMember("LatestDigestDeliveryTime", "1790000004");
        simulation.trail.rawStatusMember("LatestDigestDeliveryError", "\"KMS.DisabledException\"");
        simulation.trail.rawStatusMember("StartLoggingTime", "1780000000");
        simulation.trail.rawStatusMember("StopLoggingTime", "1770000000");

        TrailStatus status = simulation.status();

        assertThat(status)
                .isEqualTo(new TrailStatus(
                        true,
                        Map.of(
                                Destination.S3, delivery(1790000001500L, "AccessDenied"),
                                Destination.SNS, delivery(1790000002000L, "NotFound"),
                                Destination.CLOUDWATCH_LOGS, delivery(1790000003000L, "ResourceNotFoundException"),
                                Destination.DIGEST, delivery(1790000004000L, "KMS.DisabledException")),
                        Optional.of(Instant.ofEpochSecond(1780000000)),
                        Optional.of(Instant.ofEpochSecond(1770000000))));
    }

    private static Delivery delivery(long millis, String error) {
        return new Delivery(Optional.of(Instant.ofEpochMilli(millis)), ErrorCode.of(error));
    }

    @Test
    void everySettingArrives() throws Exception {
        simulation
                .trail
                .multiRegion(true)
                .validation(true)
                .bucket("the-bucket")
                .keyPrefix("the/prefix")
                .snsTopic("arn:aws:sns:eu-west-1:444455556666:topic")
                .logGroup("arn:aws:logs:eu-west-1:444455556666:log-group:g:*", "arn:aws:iam::444455556666:role/r")
                .kmsKey("arn:aws:kms:eu-west-1:444455556666:key/k");

        Map<TrailArn, TrailSettings> settings = simulation.signIn().describeTrails("us-east-1", Simulation.ENOUGH);

        assertThat(settings)
                .containsOnly(Map.entry(
                        Simulation.TRAIL,
                        new TrailSettings(
                                new TrailSettings.Destinations(
                                        "the-bucket",
                                        "the/prefix",
                                        "arn:aws:sns:eu-west-1:444455556666:topic",
                                        "arn:aws:logs:eu-west-1:444455556666:log-group:g:*",
                                        "arn:aws:kms:eu-west-1:444455556666:key/k"),
                                true,
                                false,
                                true,
                                new TrailSettings.Recording(true, false, false))));
    }

    @Test
    void aTrailWithoutAnArnIsLeftOutAndTheOthersStay() throws Exception {
        simulation.aws.inject(
                FaultScope.on("DescribeTrails"),
                Fault.edited(body ->
                        body.replace("\"trailList\":[", "\"trailList\":[null,{},{\"TrailARN\":\"nonsense\"},")));

        assertThat(simulation.signIn().describeTrails(Simulation.REGION, Simulation.ENOUGH))
                .containsOnlyKeys(Simulation.TRAIL);
    }
}
