package io.github.cloudtrailexporter.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time by which something must be done, on a monotonic clock: setting the time of day changes nothing. */
public final class Deadline {

    private final LongSupplier nanoTime;
    private final long at;

    private Deadline(LongSupplier nanoTime, long at) {
        this.nanoTime = nanoTime;
        this.at = at;
    }

    /** The moment this far from now. */
    public static Deadline in(Duration duration) {
        return in(duration, System::nanoTime);
    }

    /** The same on another clock: nanoseconds, only differences have a meaning. */
    static Deadline in(Duration duration, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + duration.toNanos());
    }

    /** What the clock of this deadline shows now, in nanoseconds; only differences have a meaning. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** The time that is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, at - now()));
    }

    public boolean passed() {
        return at - now() <= 0;
    }

    /** The later of the two. */
    Deadline max(Deadline other) {
        return at - other.at >= 0 ? this : other;
    }
}
