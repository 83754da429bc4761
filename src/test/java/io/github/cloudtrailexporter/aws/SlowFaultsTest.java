package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A call is over by its budget, whatever the other side does with its time. */
class SlowFaultsTest {

    private static final Duration CALL_TIMEOUT = Duration.ofMillis(600);

    /** A whole call takes at most a third more than an attempt; the rest is for a slow machine. */
    private static final Duration BUDGET = Duration.ofMillis(800 + 700);

    private final Simulation simulation = new Simulation(CALL_TIMEOUT);

    /** The first call of a process loads hundreds of classes. */
    @BeforeAll
    static void loadClasses() throws AwsCallException {
        try (Simulation warm = new Simulation()) {
            warm.status();
        }
    }

    @BeforeEach
    void signIn() throws AwsCallException {
        simulation.signIn();
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    @Tag("A5")
    void noAnswerEndsWithinTheBudget() {
        assertEndsInTime(Fault.hang(), FailureReason.TIMEOUT);
    }

    @Test
    @Tag("A6")
    void stalledBodyEndsWithinTheBudget() {
        assertEndsInTime(Fault.stall(), FailureReason.TIMEOUT);
    }

    @Test
    @Tag("A7")
    void trickledHeadersEndWithinTheBudget() {
        assertEndsInTime(Fault.trickle(Duration.ofMillis(200)), FailureReason.TIMEOUT);
    }

    @Test
    @Tag("A7")
    void trickledBodyEndsWithinTheBudget() {
        assertEndsInTime(Fault.trickleBody(Duration.ofMillis(200)), FailureReason.TIMEOUT);
    }

    /** Cut at 8 MiB if they come in time, else by the time. */
    @Test
    @Tag("A8")
    void endlessBodyEndsWithinTheBudget() {
        assertEndsInTime(Fault.endless(), FailureReason.TIMEOUT, FailureReason.BAD_RESPONSE);
    }

    /** The JSON is invalid from its first byte, so the rest of the body is of no use. */
    @Test
    @Tag("A8")
    void endlessBodyThatIsNotJsonEndsWithinTheBudget() {
        assertEndsInTime(Fault.endless(""), FailureReason.TIMEOUT, FailureReason.BAD_RESPONSE);
    }

    @Test
    @Tag("A5")
    void manyHangingCallsAllEndWithinTheBudget() throws Exception {
        simulation.breakStatus(Fault.hang());
        ExecutorService pool = Executors.newFixedThreadPool(60);

        long start = System.nanoTime();
        List<Future<FailureReason>> statuses = IntStream.range(0, 60)
                .mapToObj(i -> pool.submit(simulation::reason))
                .toList();

        for (Future<FailureReason> reason : statuses) {
            assertThat(reason.get()).isEqualTo(FailureReason.TIMEOUT);
        }
        assertThat(since(start)).isLessThan(BUDGET);
        pool.shutdownNow();
    }

    @Test
    void aHungCallIsCountedOnceForEachAttempt() {
        simulation.breakStatus(Fault.hang());

        simulation.failure();

        assertThat(simulation.recorder.codes("GetTrailStatus"))
                .containsOnly("timeout")
                .hasSizeBetween(1, 2);
    }

    private void assertEndsInTime(Fault fault, FailureReason... reasons) {
        simulation.breakStatus(fault);

        long start = System.nanoTime();
        FailureReason reason = simulation.reason();

        assertThat(since(start)).isLessThan(BUDGET);
        assertThat(reason).isIn((Object[]) reasons);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
