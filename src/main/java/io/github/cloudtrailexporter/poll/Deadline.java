package io.github.cloudtrailexporter.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A time on a monotonic clock of nanoseconds, which will show {@code at}: setting the time of day changes nothing. */
public record Deadline(LongSupplier nanoTime, long at) {

    /** The moment this far from now. */
    public static Deadline in(Duration duration) {
        return in(duration, System::nanoTime);
    }

    static Deadline in(Duration duration, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + duration.toNanos());
    }

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

    Deadline max(Deadline other) {
        return at - other.at >= 0 ? this : other;
    }
}
