package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The arithmetic holds wherever the monotonic clock stands: it may start anywhere, and run over. */
class DeadlinePropertyTest {

    private static final long A_DAY = 86_400_000_000_000L;

    @Property
    void remainingTimeIsTheTimeLessWhatHasPassedAndNeverNegative(
            @ForAll long start,
            @ForAll @LongRange(min = 1, max = A_DAY) long nanos,
            @ForAll @LongRange(max = A_DAY) long later) {
        AtomicLong now = new AtomicLong(start);
        Deadline deadline = Deadline.in(Duration.ofNanos(nanos), now::get);

        now.addAndGet(later);

        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(Math.max(0, nanos - later)));
        assertThat(deadline.passed()).isEqualTo(later >= nanos);
    }

    @Property
    void theLaterOfTwoDeadlinesIsTheSameFromBothSides(
            @ForAll long start,
            @ForAll @LongRange(max = A_DAY) long nanos,
            @ForAll @LongRange(max = A_DAY) long otherNanos) {
        Deadline one = Deadline.in(Duration.ofNanos(nanos), () -> start);
        Deadline other = Deadline.in(Duration.ofNanos(otherNanos), () -> start);

        assertThat(one.max(other).remaining()).isEqualTo(Duration.ofNanos(Math.max(nanos, otherNanos)));
        assertThat(other.max(one).remaining()).isEqualTo(Duration.ofNanos(Math.max(nanos, otherNanos)));
    }
}
