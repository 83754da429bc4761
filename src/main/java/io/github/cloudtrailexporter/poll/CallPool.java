package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallBatch.Call;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the calls to AWS: at most {@code poll.concurrency} at once, the most urgent first. */
public final class CallPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallPool.class);

    private final ThreadPoolExecutor threads;

    public CallPool(int concurrency) {
        AtomicLong number = new AtomicLong();
        threads = new ThreadPoolExecutor(
                concurrency, concurrency, 30, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), runnable -> {
                    Thread thread = new Thread(runnable, "aws-call-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        threads.setRejectedExecutionHandler((task, pool) -> ((Task<?>) task).cutShort());
    }

    /** Interrupts all calls. Those that were not made, and those submitted later, fail with {@link FailureReason#NOT_RUN}. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> ((Task<?>) task).cutShort());
    }

    void execute(Task<?> task) {
        threads.execute(task);
    }

    /** A call in the queue or in flight, and its result, which fails with {@link AwsCallException} only. */
    static final class Task<T> extends CompletableFuture<T> implements Runnable, Comparable<Task<?>> {

        private static final AtomicLong LAST_NUMBER = new AtomicLong();

        private final long number = LAST_NUMBER.incrementAndGet();
        private final Priority priority;
        private final CallBatch batch;
        private final Call<T> call;
        private volatile boolean started;

        Task(Priority priority, CallBatch batch, Call<T> call) {
            this.priority = priority;
            this.batch = batch;
            this.call = call;
        }

        @Override
        public void run() {
            if (isDone() || batch.deadline().passed()) {
                cutShort();
                return;
            }
            started = true;
            try {
                complete(call.make(batch.deadline().remaining()));
            } catch (AwsCallException e) {
                completeExceptionally(e);
            } catch (Throwable e) {
                completeExceptionally(new AwsCallException(FailureReason.INTERNAL));
                if (e instanceof VirtualMachineError fatal) {
                    // The thread ends, and its uncaught exception handler ends the process.
                    throw fatal;
                }
                LOG.error("unexpected error in a call to AWS", e);
            }
        }

        /** Fails the call if it has not returned. It is not made any more; in flight it ends by its own timeout. */
        void cutShort() {
            completeExceptionally(new AwsCallException(started ? FailureReason.TIMEOUT : FailureReason.NOT_RUN));
        }

        @Override
        public int compareTo(Task<?> other) {
            int byPriority = priority.compareTo(other.priority);
            return byPriority == 0 ? Long.compare(number, other.number) : byPriority;
        }
    }
}
