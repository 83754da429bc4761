package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailArnInvalidException;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTrailNameException;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

class SimulatedCloudTrailTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.500Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final SimulatedAws aws = SimulatedAws.start(clock);
    private final SimulatedAccount account = aws.account("111122223333");
    private final AwsClients clients = new AwsClients(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void newTrailIsHealthy() {
        SimulatedTrail trail = account.trail("management", "us-east-1");

        GetTrailStatusResponse status = status(trail, "us-east-1");

        assertThat(status.isLogging()).isTrue();
        assertThat(status.startLoggingTime()).isEqualTo(NOW.minus(Duration.ofDays(90)));
        assertThat(status.latestDeliveryTime()).isBetween(NOW.minus(Duration.ofMinutes(5)), NOW);
    }

    @Test
    void membersWithoutAValueAreOmittedExceptTheSixLegacyTexts() throws IOException {
        account.trail("management", "us-east-1").neverStarted();

        String body = new RawClient(aws.endpoint())
                .trailStatus("us-east-1", "management")
                .body();

        assertThat(body)
                .isEqualTo(
                        "{\"IsLogging\":false,\"LatestDeliveryAttemptTime\":\"\",\"LatestNotificationAttemptTime\":\"\","
                                + "\"LatestNotificationAttemptSucceeded\":\"\",\"LatestDeliveryAttemptSucceeded\":\"\","
                                + "\"TimeLoggingStarted\":\"\",\"TimeLoggingStopped\":\"\"}");
    }

    @Test
    void deliveriesContinueWithTheClock() {
        SimulatedTrail trail = everything(account.trail("management", "us-east-1"));
        GetTrailStatusResponse before = status(trail, "us-east-1");

        clock.advance(Duration.ofMinutes(65));
        GetTrailStatusResponse after = status(trail, "us-east-1");

        Duration hour = Duration.ofHours(1);
        assertThat(after.latestDeliveryTime())
                .isAfter(before.latestDeliveryTime().plus(hour));
        assertThat(after.latestNotificationTime())
                .isAfter(before.latestNotificationTime().plus(hour));
        assertThat(after.latestCloudWatchLogsDeliveryTime()).isAfter(NOW.plus(hour));
        assertThat(after.latestDigestDeliveryTime())
                .isIn(
                        before.latestDigestDeliveryTime().plus(hour),
                        before.latestDigestDeliveryTime().plus(hour.multipliedBy(2)));
    }

    @Test
    void eachDestinationFailsAlone() {
        SimulatedTrail trail = everything(account.trail("management", "us-east-1"))
                .failing(Destination.S3, "AccessDenied")
                .failing(Destination.SNS, "AuthorizationError");

        clock.advance(Duration.ofHours(2));
        GetTrailStatusResponse status = status(trail, "us-east-1");

        assertThat(status.latestDeliveryError()).isEqualTo("AccessDenied");
        assertThat(status.latestDeliveryTime()).isBeforeOrEqualTo(NOW);
        assertThat(status.latestNotificationError()).isEqualTo("AuthorizationError");
        assertThat(status.latestCloudWatchLogsDeliveryError()).isNull();
        assertThat(status.latestCloudWatchLogsDeliveryTime()).isAfter(NOW);
        assertThat(status.latestDigestDeliveryError()).isNull();
    }

    @Test
    void oneRegionFailsAndAnotherDoesNot() {
        SimulatedTrail trail = account.trail("management", "us-east-1").multiRegion(true);
        trail.deliveries(
                Destination.S3,
                "eu-west-1",
                Timeline.last(NOW.minusSeconds(7200)).failingSince(NOW, "NoSuchBucket"));

        assertThat(status(trail, "eu-west-1").latestDeliveryError()).isEqualTo("NoSuchBucket");
        assertThat(status(trail, "eu-west-1").latestDeliveryTime()).isEqualTo(NOW.minusSeconds(7200));
        assertThat(status(trail, "us-east-1").latestDeliveryError()).isNull();
    }

    @Test
    void repairedDestinationIsHealthyAgain() {
        SimulatedTrail trail = account.trail("management", "us-east-1").failing(Destination.S3, "AccessDenied");

        trail.healthy(Destination.S3);

        assertThat(status(trail, "us-east-1").latestDeliveryError()).isNull();
    }

    @Test
    void stoppedTrailDeliversNothingAndKeepsItsTimes() {
        SimulatedTrail trail = account.trail("management", "us-east-1").stopLogging(NOW);

        clock.advance(Duration.ofDays(1));
        GetTrailStatusResponse status = status(trail, "us-east-1");

        assertThat(status.isLogging()).isFalse();
        assertThat(status.stopLoggingTime()).isEqualTo(NOW);
        assertThat(status.latestDeliveryTime()).isBeforeOrEqualTo(NOW);
    }

    @Test
    void startDoesNotClearAnEarlierStop() {
        SimulatedTrail trail = account.trail("management", "us-east-1").stopLogging(NOW.minusSeconds(60));

        trail.startLogging(NOW);

        assertThat(status(trail, "us-east-1").isLogging()).isTrue();
        assertThat(status(trail, "us-east-1").stopLoggingTime()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void shadowTrailIsFoundByArnAndNotByName() {
        SimulatedTrail trail = account.trail("management", "us-east-1").multiRegion(true);
        CloudTrailClient client = clients.cloudTrail("eu-west-1");

        assertThat(client.getTrailStatus(r -> r.name(trail.arn())).isLogging()).isTrue();
        assertThatThrownBy(() -> client.getTrailStatus(r -> r.name("management")))
                .isInstanceOf(TrailNotFoundException.class)
                .hasMessageContaining("Unknown trail: arn:aws:cloudtrail:eu-west-1:111122223333:trail/management"
                        + " for the user: 111122223333");
    }

    @Test
    void singleRegionTrailIsUnknownElsewhere() {
        SimulatedTrail trail = account.trail("management", "us-east-1");

        assertThatThrownBy(() -> status(trail, "eu-west-1")).isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void deletedTrailIsUnknown() {
        SimulatedTrail trail = account.trail("management", "us-east-1");

        account.deleteTrail("management", "us-east-1");

        assertThatThrownBy(() -> status(trail, "us-east-1")).isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void foreignTrailIsNotVisible() {
        SimulatedTrail trail = aws.account("444455556666").trail("management", "us-east-1");

        assertThatThrownBy(() -> status(trail, "us-east-1"))
                .isInstanceOf(CloudTrailArnInvalidException.class)
                .hasMessageContaining("you can only access resources with AccountID 111122223333");
    }

    @Test
    void invalidNameIsRejected() {
        CloudTrailClient client = clients.cloudTrail("us-east-1");

        assertThatThrownBy(() -> client.getTrailStatus(r -> r.name("a b")))
                .isInstanceOf(InvalidTrailNameException.class);
        assertThatThrownBy(() -> client.getTrailStatus(r -> r.name("arn:aws:s3:::bucket")))
                .isInstanceOf(CloudTrailArnInvalidException.class);
    }

    @Test
    void disabledRegionRejectsTheCredentials() {
        account.enabledRegions(Set.of("us-east-1"));

        assertThatThrownBy(() -> clients.cloudTrail("eu-west-1").describeTrails())
                .isInstanceOfSatisfying(
                        CloudTrailException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException"));
    }

    @Test
    void describeTrailsReturnsShadowTrailsUnlessExcluded() {
        SimulatedTrail trail =
                everything(account.trail("management", "us-east-1")).multiRegion(true);
        SimulatedTrail local = account.trail("local", "eu-west-1");
        CloudTrailClient client = clients.cloudTrail("eu-west-1");

        assertThat(arns(client.describeTrails().trailList())).containsExactlyInAnyOrder(trail.arn(), local.arn());
        assertThat(arns(client.describeTrails(r -> r.includeShadowTrails(false)).trailList()))
                .containsExactly(local.arn());
        assertThat(arns(client.describeTrails(r -> r.trailNameList(trail.arn(), "local", "nobody"))
                        .trailList()))
                .containsExactlyInAnyOrder(trail.arn(), local.arn());
        assertThat(client.describeTrails(r -> r.trailNameList("management")).trailList())
                .isEmpty();
    }

    @Test
    void describeTrailsReturnsTheSettings() {
        everything(account.trail("management", "us-east-1")).keyPrefix("audit").multiRegion(true);

        Trail trail =
                clients.cloudTrail("us-east-1").describeTrails().trailList().get(0);

        assertThat(trail.s3BucketName()).isEqualTo("aws-cloudtrail-logs-111122223333");
        assertThat(trail.s3KeyPrefix()).isEqualTo("audit");
        assertThat(trail.snsTopicARN()).isEqualTo("arn:aws:sns:us-east-1:111122223333:topic");
        assertThat(trail.cloudWatchLogsLogGroupArn()).isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:g:*");
        assertThat(trail.kmsKeyId()).isNull();
        assertThat(trail.isMultiRegionTrail()).isTrue();
        assertThat(trail.isOrganizationTrail()).isFalse();
        assertThat(trail.logFileValidationEnabled()).isTrue();
    }

    @Test
    void anyJsonCanReplaceAMember() throws IOException {
        account.trail("management", "us-east-1")
                .rawStatusMember("IsLogging", "null")
                .rawStatusMember("LatestDeliveryTime", "1e300");

        String body = new RawClient(aws.endpoint())
                .trailStatus("us-east-1", "management")
                .body();

        assertThat(body).startsWith("{\"IsLogging\":null,").contains("\"LatestDeliveryTime\":1e300,");
    }

    private GetTrailStatusResponse status(SimulatedTrail trail, String region) {
        return clients.cloudTrail(region).getTrailStatus(r -> r.name(trail.arn()));
    }

    private static SimulatedTrail everything(SimulatedTrail trail) {
        return trail.validation(true)
                .snsTopic("arn:aws:sns:us-east-1:111122223333:topic")
                .logGroup("arn:aws:logs:us-east-1:111122223333:log-group:g:*", "arn:aws:iam::111122223333:role/logs");
    }

    private static List<String> arns(List<Trail> trails) {
        return trails.stream().map(Trail::trailARN).toList();
    }
}
