package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.cloudtrailexporter.metrics.AwsCallMetrics;
import io.github.cloudtrailexporter.metrics.Exposition;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;

/** Any error code and message of AWS leaves a valid page. */
@Tag("nightly")
class RefusalFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

    @FuzzTest
    void aRefusalIsOneFailureOnThePage(FuzzedDataProvider data) {
        int status = data.consumeInt(100, 599);
        String code = data.consumeString(200);
        Failure failure = Failures.of(refusal(status, code, data.consumeRemainingAsString()));
        AwsCallMetrics calls = new AwsCallMetrics();
        calls.attempt("cloudtrail", "GetTrailStatus", failure.code(), Duration.ofMillis(20));

        Snapshot snapshot = snapshot(new TrailOutcome.Failed(failure));

        assertThat(Exposition.text(snapshot, NOW, calls).named("cloudtrail_failure"))
                .hasSize(1);
        assertThat(Exposition.openMetrics(snapshot, NOW).samples()).hasSize(3);
        assertThat(Exposition.text(snapshot, NOW).samples()).hasSize(3);
    }

    @FuzzTest
    void anErrorOfDeliveryIsOneCodeOnThePage(byte[] raw) {
        Delivery delivery = new Delivery(Optional.of(NOW), ErrorCode.of(new String(raw, StandardCharsets.UTF_8)));
        TrailStatus status =
                new TrailStatus(true, Map.of(Destination.S3, delivery), Optional.empty(), Optional.empty());

        Snapshot snapshot = snapshot(new TrailOutcome.Observed(status, NOW));

        assertThat(Exposition.text(snapshot, NOW).named("cloudtrail_delivery_error"))
                .hasSize(1);
        assertThat(Exposition.openMetrics(snapshot, NOW).samples()).hasSize(10);
    }

    private static Snapshot snapshot(TrailOutcome outcome) {
        TrailReport report = new TrailReport(
                TrailKey.of(Simulation.TRAIL, Simulation.REGION),
                Optional.of(Simulation.TRAIL),
                "",
                outcome,
                TrailMetadata.NONE);
        return new Snapshot(List.of(report), List.of(), Duration.ofMillis(250));
    }

    private static CloudTrailException refusal(int status, String code, String message) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return (CloudTrailException) CloudTrailException.builder()
                .awsErrorDetails(details)
                .message(message)
                .statusCode(status)
                .build();
    }
}
