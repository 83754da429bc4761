package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.aws.AwsCalls.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Test
    void aSecondAttemptGetsTheLastQuarterOfTheCall() {
        assertThat(Operation.GET_TRAIL_STATUS.oneAttempt(TIMEOUT)).isEqualTo(TIMEOUT);
        assertThat(Operation.GET_TRAIL_STATUS.wholeCall(TIMEOUT)).isEqualTo(Duration.ofSeconds(4));
    }

    /** Two attempts of AssumeRole take no longer than one attempt of the call that follows. */
    @Test
    void aSignInIsOverAfterOneTimeout() {
        assertThat(Operation.ASSUME_ROLE.oneAttempt(TIMEOUT)).isEqualTo(Duration.ofMillis(1500));
        assertThat(Operation.ASSUME_ROLE.wholeCall(TIMEOUT)).isEqualTo(TIMEOUT);
    }
}
