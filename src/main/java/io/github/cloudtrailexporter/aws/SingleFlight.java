package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a task once for all callers that need it at the same time, on a thread of its own: each caller waits for the result
 * no longer than its timeout, even if the task ends neither in time nor at an interrupt.
 */
final class SingleFlight<T> {

    private final AtomicReference<FutureTask<T>> flight = new AtomicReference<>();

    T get(Duration timeout, Callable<T> work) throws AwsCallException {
        FutureTask<T> mine = new FutureTask<>(() -> {
            try {
                return work.call();
            } finally {
                flight.set(null);
            }
        });
        FutureTask<T> running = flight.compareAndExchange(null, mine);
        if (running != null) {
            return await(running, timeout);
        }
        Thread thread = new Thread(mine, "aws-credentials");
        thread.setDaemon(true);
        thread.start();
        return await(mine, timeout);
    }

    private static <T> T await(FutureTask<T> task, Duration timeout) throws AwsCallException {
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            // A new exception for each caller, so that no two threads share one.
            Failure failure =
                    e.getCause() instanceof AwsCallException call ? call.failure() : Failures.of(e.getCause());
            throw new AwsCallException(failure);
        } catch (TimeoutException e) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
    }
}
