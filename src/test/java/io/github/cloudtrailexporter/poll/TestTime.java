package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A monotonic clock that stands still until a test advances it: no test waits for a deadline in real time. */
public final class TestTime implements LongSupplier {

    /** Of real time: a test that waits this long has failed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private long now = Long.MAX_VALUE - 1; // runs over during the test, as System.nanoTime may

    @Override
    public synchronized long getAsLong() {
        return now;
    }

    public synchronized void advance(Duration duration) {
        now += duration.toNanos();
        notifyAll();
    }

    /** The deadline this far from now, on this clock. */
    public Deadline in(Duration duration) {
        return Deadline.in(duration, this);
    }

    /** The deadline of a scrape that does not wait. */
    public Deadline now() {
        return in(Duration.ZERO);
    }

    /** A call that lasts so long on this clock, which it advances; or until its timeout, and then fails. */
    public <T> Answer<T> takes(Duration duration, Answer<T> then) {
        return timeout -> {
            boolean inTime = duration.compareTo(timeout) < 0;
            advance(inTime ? duration : timeout);
            return (inTime ? then : Answer.<T>failure(FailureReason.TIMEOUT)).give(timeout);
        };
    }

    /** A call that hangs until its timeout on this clock, which the test must advance, or until it is interrupted. */
    public <T> Answer<T> hang() {
        return timeout -> {
            awaitPassed(in(timeout));
            throw new AwsCallException(FailureReason.TIMEOUT);
        };
    }

    private synchronized void awaitPassed(Deadline deadline) throws AwsCallException {
        try {
            while (!deadline.passed()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
    }

    /** Returns as soon as the condition holds. */
    public static void await(BooleanSupplier condition) {
        Deadline end = Deadline.in(LONGEST_WAIT);
        while (!condition.getAsBoolean()) {
            if (end.passed()) {
                throw new AssertionError("the condition was not met in " + LONGEST_WAIT);
            }
            Thread.onSpinWait();
        }
    }
}
