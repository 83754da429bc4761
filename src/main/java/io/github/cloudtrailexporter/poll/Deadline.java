package io.github.cloudtrailexporter.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time by which something must be done, on a monotonic clock: setting the time of day changes nothing. */
public final class Deadline implements Comparable<Deadline> {

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
        return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
    }

    public boolean passed() {
        return at - nanoTime.getAsLong() <= 0;
    }

    /** The later of the two. */
    public Deadline max(Deadline other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Deadline other) {
        return Long.signum(at - other.at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deadline deadline && at == deadline.at;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(at);
    }
}
