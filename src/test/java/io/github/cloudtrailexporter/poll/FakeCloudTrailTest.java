package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.poll.FakeCloudTrail.Operation;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeCloudTrailTest {

    private static final TrailArn TRAIL = new TrailArn("aws", "eu-west-1", "111122223333", "management");
    private static final TrailStatus LOGGING = new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty());

    private final FakeCloudTrail aws = new FakeCloudTrail();
    private final AwsIdentity ambient = new AwsIdentity.Ambient();

    @Test
    void returnsTheConfiguredAnswerAndRecordsTheCall() throws AwsCallException {
        aws.trailStatus(ambient, TRAIL, "eu-west-1", Answer.value(LOGGING));

        TrailStatus status =
                aws.signIn(ambient, "eu-west-1", Duration.ofSeconds(1)).trailStatus(TRAIL, "eu-west-1", Duration.ZERO);

        assertThat(status).isEqualTo(LOGGING);
        assertThat(aws.count(Operation.TRAIL_STATUS)).isOne();
        assertThat(aws.mostInFlight()).isOne();
    }

    @Test
    void hasOnlyTheConfiguredTrails() throws AwsCallException {
        CloudTrailPort.Session session = aws.signIn(ambient, "eu-west-1", Duration.ofSeconds(1));

        assertThatThrownBy(() -> session.trailStatus(TRAIL, "us-east-1", Duration.ZERO))
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.TRAIL_NOT_FOUND));
    }

    @Test
    void hangingEndsWithTheTimeout() {
        aws.signIn(ambient, Answer.hang());

        assertThatThrownBy(() -> aws.signIn(ambient, "eu-west-1", Duration.ofMillis(1)))
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.TIMEOUT));
    }
}
