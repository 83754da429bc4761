package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

class SimulatedCloudTrailTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.500Z");

    private final SimulatedAws aws = SimulatedAws.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AwsClients clients = new AwsClients(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void newTrailIsHealthy() {
        aws.account("111122223333").trail("management", "us-east-1");

        GetTrailStatusResponse status = clients.cloudTrail("us-east-1").getTrailStatus(r -> r.name("management"));

        assertThat(status.isLogging()).isTrue();
        assertThat(status.latestDeliveryTime()).isBetween(NOW.minusSeconds(300), NOW);
        assertThat(status.latestDeliveryError()).isNull();
        assertThat(status.latestNotificationTime()).isNull();
        assertThat(status.latestDigestDeliveryTime()).isNull();
        assertThat(status.latestNotificationAttemptTime()).isEmpty();
    }

    @Test
    void shadowIsFoundByArnAndNotByName() {
        SimulatedTrail trail =
                aws.account("111122223333").trail("management", "us-east-1").multiRegion(true);
        var client = clients.cloudTrail("eu-west-1");

        assertThat(client.getTrailStatus(r -> r.name(trail.arn())).isLogging()).isTrue();
        assertThatThrownBy(() -> client.getTrailStatus(r -> r.name("management")))
                .isInstanceOf(TrailNotFoundException.class)
                .hasMessageContaining("Unknown trail: arn:aws:cloudtrail:eu-west-1:111122223333:trail/management"
                        + " for the user: 111122223333");
    }
}
