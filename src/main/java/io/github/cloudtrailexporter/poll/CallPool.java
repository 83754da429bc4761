package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls to AWS: at most {@code poll.concurrency} at once, the most urgent first. */
public final class CallPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallPool.class);
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    public CallPool(int concurrency) {
        AtomicLong number = new AtomicLong();
        threads = new ThreadPoolExecutor(
                concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), runnable -> {
                    Thread thread = new Thread(runnable, "aws-call-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        threads.setRejectedExecutionHandler((task, pool) -> ((Task<?>) task).cancel(true));
    }

    /** Cancels all calls. Calls submitted later fail with {@link FailureReason#NOT_RUN}. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> ((Task<?>) task).cancel(true));
    }

    /** Passes on an Error of the JVM that was caught to keep its thread, so that the handler that ends the process gets it. */
    public static void reportUncaught(VirtualMachineError error) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }

    /** Makes the call when its turn comes. */
    void execute(Task<?> task) {
        threads.execute(task);
    }

    /** A call in the queue or in flight. Its result fails with {@link AwsCallException} only. */
    static final class Task<T> extends FutureTask<T> implements Comparable<Task<?>> {

        private static final Comparator<Task<?>> ORDER =
                Comparator.<Task<?>, Priority>comparing(task -> task.priority).thenComparingLong(task -> task.number);

        private static final AtomicLong LAST_NUMBER = new AtomicLong();

        private final long number = LAST_NUMBER.incrementAndGet();
        private final Priority priority;
        private final BooleanSupplier tooLate;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile boolean started;

        Task(Priority priority, BooleanSupplier tooLate, Callable<T> call) {
            super(call);
            this.priority = priority;
            this.tooLate = tooLate;
        }

        CompletableFuture<T> result() {
            return result;
        }

        @Override
        public void run() {
            if (tooLate.getAsBoolean()) {
                cancel(false);
            } else {
                started = true;
                super.run();
            }
        }

        @Override
        protected void done() {
            try {
                result.complete(get());
            } catch (CancellationException e) {
                result.completeExceptionally(
                        new AwsCallException(started ? FailureReason.TIMEOUT : FailureReason.NOT_RUN));
            } catch (ExecutionException e) {
                fail(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException("a finished task never waits", e);
            }
        }

        private void fail(Throwable error) {
            if (error instanceof AwsCallException) {
                result.completeExceptionally(error);
                return;
            }
            result.completeExceptionally(new AwsCallException(FailureReason.INTERNAL));
            if (error instanceof VirtualMachineError fatal) {
                reportUncaught(fatal);
            } else {
                LOG.error("unexpected error in a call to AWS", error);
            }
        }

        @Override
        public int compareTo(Task<?> other) {
            return ORDER.compare(this, other);
        }
    }
}
