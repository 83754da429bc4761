package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a task once for all callers that need it at the same time: the first caller starts it on the given executor, the
 * others wait for its result, each no longer than its timeout.
 */
final class SingleFlight<T> {

    private final Executor executor;
    private final AtomicReference<FutureTask<T>> flight = new AtomicReference<>();

    SingleFlight(Executor executor) {
        this.executor = executor;
    }

    T get(Duration timeout, Callable<T> work) throws AwsCallException {
        FutureTask<T> mine = new FutureTask<>(work);
        FutureTask<T> running = flight.compareAndExchange(null, mine);
        if (running != null) {
            return await(running, timeout);
        }
        start(mine);
        return await(mine, timeout);
    }

    private void start(FutureTask<T> task) {
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    flight.set(null);
                }
            });
        } catch (RejectedExecutionException closed) {
            flight.set(null);
            task.cancel(false);
        }
    }

    private static <T> T await(FutureTask<T> task, Duration timeout) throws AwsCallException {
        try {
            return task.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException | CancellationException e) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
    }

    /** A new exception for each caller, so that no two threads share one. */
    private static AwsCallException failure(Throwable thrown) {
        Failure failure = thrown instanceof AwsCallException call ? call.failure() : Failures.of(thrown);
        return new AwsCallException(failure, null);
    }
}
