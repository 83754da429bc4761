package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings.Destinations;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrailHealthTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Map<Destination, Delivery> deliveries = new EnumMap<>(Destination.class);
    private boolean logging = true;
    private Optional<Instant> started = Optional.of(ago(Duration.ofDays(400)));
    private Optional<Instant> stopped = Optional.empty();
    private Optional<TrailSettings> settings = Optional.empty();
    private String askedRegion = "eu-west-1";

    @Test
    void recentLogFileIsDelivering() {
        delivered(Destination.S3, Duration.ofMinutes(3));

        assertThat(health()).isEqualTo(new TrailHealth(State.HEALTHY, "Delivering"));
    }

    @Test
    void idleTrailIsHealthyRegardlessOfTheAgeOfItsLogFile() {
        delivered(Destination.S3, Duration.ofDays(12));

        assertThat(health()).isEqualTo(new TrailHealth(State.HEALTHY, "Logging, no log file for 12 days"));
    }

    @Test
    void notLoggingHasPrecedenceOverEveryOtherState() {
        logging = false;
        stopped = Optional.of(ago(Duration.ofHours(5)));
        failing(Destination.S3, "AccessDenied");

        assertThat(health()).isEqualTo(new TrailHealth(State.NOT_LOGGING, "Not logging, stopped 5 hours ago"));
    }

    @Test
    void trailThatNeverLoggedHasNoStopTime() {
        logging = false;
        started = Optional.empty();

        assertThat(health()).isEqualTo(new TrailHealth(State.NOT_LOGGING, "Not logging"));
    }

    @ParameterizedTest
    @EnumSource
    void errorOfAnyDestinationIsFailing(Destination destination) {
        failing(destination, "AccessDenied");

        assertThat(health().state()).isEqualTo(State.FAILING);
        assertThat(health().message()).startsWith("Cannot ").endsWith(": AccessDenied");
    }

    @Test
    void everyErrorIsInTheMessage() {
        failing(Destination.SNS, "AuthorizationError");
        failing(Destination.S3, "NoSuchBucket");

        assertThat(health().message())
                .isEqualTo("Cannot deliver to S3: NoSuchBucket; Cannot notify SNS: AuthorizationError");
    }

    @Test
    void noDeliveryWithinAnHourOfTheStartIsNeverDelivered() {
        started = Optional.of(ago(Duration.ofMinutes(61)));
        assertThat(health())
                .isEqualTo(new TrailHealth(
                        State.NEVER_DELIVERED, "Nothing delivered since logging started 61 minutes ago"));

        started = Optional.of(ago(Duration.ofMinutes(60)));
        assertThat(health()).isEqualTo(new TrailHealth(State.HEALTHY, "Logging, nothing to deliver yet"));
    }

    @Test
    void digestProvesAccessToTheBucket() {
        delivered(Destination.DIGEST, Duration.ofMinutes(20));

        assertThat(health().state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void regionOtherThanTheHomeRegionMayHaveNothingToDeliver() {
        askedRegion = "eu-south-2";

        assertThat(health().state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void missingDigestsAreStaleAfterThreeHours() {
        delivered(Destination.S3, Duration.ofMinutes(3));

        delivered(Destination.DIGEST, Duration.ofHours(3));
        assertThat(health().state()).isEqualTo(State.HEALTHY);

        delivered(Destination.DIGEST, Duration.ofHours(3).plusSeconds(1));
        assertThat(health()).isEqualTo(new TrailHealth(State.STALE, "No digest for 3 hours"));
    }

    @Test
    void cloudWatchLogsBehindTheBucketAreStaleAfterAnHour() {
        delivered(Destination.S3, Duration.ofMinutes(5));

        delivered(Destination.CLOUDWATCH_LOGS, Duration.ofMinutes(65));
        assertThat(health().state()).isEqualTo(State.HEALTHY);

        delivered(Destination.CLOUDWATCH_LOGS, Duration.ofDays(2));
        assertThat(health())
                .isEqualTo(new TrailHealth(State.CLOUDWATCH_LOGS_STALE, "Nothing sent to CloudWatch Logs for 2 days"));

        settings = Optional.of(settings(false));
        assertThat(health().state()).as("no log group any more").isEqualTo(State.HEALTHY);
    }

    @Test
    void missingNotificationsAreStaleAfterAnHour() {
        delivered(Destination.S3, Duration.ofMinutes(5));

        delivered(Destination.SNS, Duration.ofHours(2));
        assertThat(health()).isEqualTo(new TrailHealth(State.NOTIFICATIONS_STALE, "No notification for 2 hours"));

        settings = Optional.of(settings(false));
        assertThat(health().state()).as("no topic any more").isEqualTo(State.HEALTHY);
    }

    @Test
    void idleTrailIsNotStaleForAnyDestination() {
        delivered(Destination.S3, Duration.ofDays(12));
        delivered(Destination.SNS, Duration.ofDays(12).plusMinutes(1));
        delivered(Destination.CLOUDWATCH_LOGS, Duration.ofDays(12).minusMinutes(5));

        assertThat(health().state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void digestsAreNotExpectedWithoutLogFileValidation() {
        delivered(Destination.DIGEST, Duration.ofDays(3));
        settings = Optional.of(settings(false));

        assertThat(health().state()).isEqualTo(State.HEALTHY);

        settings = Optional.of(settings(true));

        assertThat(health().state()).isEqualTo(State.STALE);
    }

    @Test
    void digestAgeCountsFromTheLastStart() {
        delivered(Destination.DIGEST, Duration.ofDays(3));
        started = Optional.of(ago(Duration.ofHours(1)));

        assertThat(health().state()).isEqualTo(State.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource
    void failedPollIsUnknownWithTheReason(FailureReason reason) {
        TrailHealth health = TrailHealth.of(report(new Failed(Failure.of(reason))), NOW);

        assertThat(health.state()).isEqualTo(State.UNKNOWN);
        assertThat(health.message()).startsWith("Unknown: ").hasSizeGreaterThan("Unknown: ".length());
        assertThat(health.healthy()).isFalse();
    }

    @Test
    void timesInTheFutureCountAsNow() {
        delivered(Destination.S3, Duration.ofHours(-2));

        assertThat(health().message()).isEqualTo("Delivering");
    }

    private TrailHealth health() {
        return TrailHealth.of(report(new Observed(new TrailStatus(logging, deliveries, started, stopped), NOW)), NOW);
    }

    private TrailReport report(TrailOutcome outcome) {
        TrailKey key = new TrailKey("111122223333", askedRegion, "eu-west-1", "management");
        return new TrailReport(
                key, Optional.empty(), "", outcome, new TrailMetadata(settings, new SelectorsOutcome.NotRead()));
    }

    private void delivered(Destination destination, Duration age) {
        deliveries.put(destination, new Delivery(Optional.of(ago(age)), Optional.empty()));
    }

    private void failing(Destination destination, String code) {
        deliveries.put(destination, new Delivery(Optional.empty(), ErrorCode.of(code)));
    }

    private static TrailSettings settings(boolean validation) {
        return new TrailSettings(
                new Destinations("bucket", "", "", "", ""),
                true,
                false,
                validation,
                new TrailSettings.Recording(true, false, false));
    }

    private static Instant ago(Duration duration) {
        return NOW.minus(duration);
    }
}
