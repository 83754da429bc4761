package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Destination;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void goesTheWholeWayOfACall() throws AwsCallException {
        TrailStatus status = WarmUp.once();

        assertThat(status.logging()).isTrue();
        assertThat(status.deliveries().get(Destination.S3).latest()).contains(Instant.ofEpochSecond(1_700_000_000));
    }
}
