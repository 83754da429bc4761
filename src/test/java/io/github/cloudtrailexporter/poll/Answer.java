package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a call to {@link FakeCloudTrail} ends. */
@FunctionalInterface
public interface Answer<T> {

    T give(Duration timeout) throws AwsCallException;

    /** Answers at once. */
    static <T> Answer<T> value(T value) {
        return timeout -> value;
    }

    /** Fails at once. */
    static <T> Answer<T> failure(FailureReason reason) {
        return failure(Failure.of(reason));
    }

    /** Fails at once, with AWS's own code. */
    static <T> Answer<T> failure(Failure failure) {
        return timeout -> {
            throw new AwsCallException(failure);
        };
    }

    /** Never answers: {@link FailureReason#TIMEOUT} when the time is over or the thread is interrupted. */
    static <T> Answer<T> hang() {
        return after(new CountDownLatch(1), failure(FailureReason.INTERNAL));
    }

    /** Waits for the latch like a well-behaved call: not longer than the timeout, and not after an interruption. */
    static <T> Answer<T> after(CountDownLatch latch, Answer<T> then) {
        return timeout -> {
            try {
                if (!latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new AwsCallException(FailureReason.TIMEOUT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AwsCallException(FailureReason.TIMEOUT);
            }
            return then.give(timeout);
        };
    }

    /** Answers after this time; if that is more than there is, {@link FailureReason#TIMEOUT}. */
    static <T> Answer<T> slow(Duration takes, Answer<T> then) {
        return timeout -> {
            boolean inTime = takes.compareTo(timeout) < 0;
            try {
                TimeUnit.NANOSECONDS.sleep((inTime ? takes : timeout).toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AwsCallException(FailureReason.TIMEOUT);
            }
            return inTime
                    ? then.give(timeout)
                    : Answer.<T>failure(FailureReason.TIMEOUT).give(timeout);
        };
    }

    /** Waits for the latch and heeds neither timeout nor interruption, like a hung name lookup. */
    static <T> Answer<T> stuckUntil(CountDownLatch latch, Answer<T> then) {
        return timeout -> {
            boolean interrupted = false;
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return then.give(timeout);
        };
    }
}
