package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The calls in flight: at most so many at once, the most urgent first. */
final class CallPool implements AutoCloseable {

    /** What goes first when there are more calls than threads. */
    enum Rank {
        /** Everything else waits for credentials, accounts and Regions. */
        SIGN_IN,
        /** Its turn did not come in the poll before. */
        OVERDUE,
        STATUS,
        /** Hung in the poll before, and may again: it must not keep others from being asked. */
        SUSPECT,
        /** Nice to have. */
        SETTINGS
    }

    /** A blocking call. */
    interface Call<T> {
        T run() throws AskException;
    }

    private static final long IDLE_SECONDS = 30;

    private final AtomicLong sequence = new AtomicLong();
    private final ThreadPoolExecutor threads;

    CallPool(int concurrency) {
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

    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> ((Task<?>) task).cancel(true));
    }

    /** The calls of one poll, which end together. */
    Batch batch() {
        return new Batch();
    }

    final class Batch {
        private final Set<Task<?>> tasks = ConcurrentHashMap.newKeySet();
        private volatile boolean ended;

        /**
         * Makes the call when its turn comes. The result fails with {@link AskException} only; {@link
         * FailureReason#NOT_RUN} if the batch ended before its turn, {@link FailureReason#TIMEOUT} if it ended after.
         */
        <T> CompletableFuture<T> submit(Rank rank, Call<T> call) {
            Task<T> task = new Task<>(rank, sequence.incrementAndGet(), call, this);
            tasks.add(task);
            threads.execute(task);
            if (ended) {
                task.cancel(true);
            }
            return task.result;
        }

        /** Cuts short what is not finished. Afterwards every result of this batch is complete. */
        void end() {
            ended = true;
            tasks.forEach(task -> task.cancel(true));
        }
    }

    private static final class Task<T> extends FutureTask<Void> implements Comparable<Task<?>> {
        private static final Comparator<Task<?>> ORDER =
                Comparator.<Task<?>, Rank>comparing(task -> task.rank).thenComparingLong(task -> task.number);

        private final Rank rank;
        private final long number;
        private final CompletableFuture<T> result;
        private final AtomicLong started;
        private final Batch batch;

        private Task(Rank rank, long number, Call<T> call, Batch batch) {
            this(rank, number, call, batch, new CompletableFuture<>(), new AtomicLong());
        }

        private Task(
                Rank rank, long number, Call<T> call, Batch batch, CompletableFuture<T> result, AtomicLong started) {
            super(() -> make(call, result, started), null);
            this.rank = rank;
            this.number = number;
            this.batch = batch;
            this.result = result;
            this.started = started;
        }

        private static <T> void make(Call<T> call, CompletableFuture<T> result, AtomicLong started) {
            started.set(1);
            try {
                result.complete(call.run());
            } catch (AskException e) {
                result.completeExceptionally(e);
            } catch (VirtualMachineError e) {
                result.completeExceptionally(new AskException(FailureReason.INTERNAL));
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            } catch (Throwable e) {
                System.getLogger(CallPool.class.getName()).log(System.Logger.Level.ERROR, "a call failed", e);
                result.completeExceptionally(new AskException(FailureReason.INTERNAL));
            }
        }

        @Override
        protected void done() {
            batch.tasks.remove(this);
            if (isCancelled()) {
                boolean ran = started.get() > 0;
                result.completeExceptionally(new AskException(ran ? FailureReason.TIMEOUT : FailureReason.NOT_RUN));
            }
        }

        @Override
        public int compareTo(Task<?> other) {
            return ORDER.compare(this, other);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
