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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

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
        T run() throws AwsCallException;
    }

    private static final System.Logger LOG = System.getLogger(CallPool.class.getName());
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

    /**
     * The calls of one poll, which end together.
     *
     * @param late whether there is no time left to begin a call
     */
    Batch batch(BooleanSupplier late) {
        return new Batch(late);
    }

    final class Batch {
        private final BooleanSupplier late;
        private final Set<Task<?>> tasks = ConcurrentHashMap.newKeySet();
        private volatile boolean ended;

        private Batch(BooleanSupplier late) {
            this.late = late;
        }

        /**
         * Makes the call when its turn comes. The result fails with {@link AwsCallException} only; {@link
         * FailureReason#NOT_RUN} if the batch ended before its turn, {@link FailureReason#TIMEOUT} if it ended after.
         */
        <T> CompletableFuture<T> submit(Turn turn, Call<T> call) {
            Attempt<T> attempt = new Attempt<>(call, late);
            Task<T> task = new Task<>(turn, sequence.incrementAndGet(), this, attempt);
            tasks.add(task);
            threads.execute(task);
            if (ended) {
                task.cancel(true);
            }
            return attempt.result;
        }

        /** As {@link #submit(Turn, Call)}, for a call that no poll before has put off. */
        <T> CompletableFuture<T> submit(Rank rank, Call<T> call) {
            return submit(Turn.of(rank), call);
        }

        /** Cuts short what is not finished. Afterwards every result of this batch is complete. */
        void end() {
            ended = true;
            tasks.forEach(task -> task.cancel(true));
        }
    }

    private static final class Task<T> extends FutureTask<Void> implements Comparable<Task<?>> {
        private static final Comparator<Task<?>> ORDER =
                Comparator.<Task<?>, Turn>comparing(task -> task.turn).thenComparingLong(task -> task.number);

        private final Turn turn;
        private final long number;
        private final Batch batch;
        private final Attempt<T> attempt;

        private Task(Turn turn, long number, Batch batch, Attempt<T> attempt) {
            super(attempt, null);
            this.turn = turn;
            this.number = number;
            this.batch = batch;
            this.attempt = attempt;
        }

        @Override
        protected void done() {
            batch.tasks.remove(this);
            if (isCancelled()) {
                attempt.cancelled();
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

    /** Makes the call, whatever comes of it, and completes the result. */
    private static final class Attempt<T> implements Runnable {
        private final Call<T> call;
        private final BooleanSupplier late;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final AtomicBoolean begun = new AtomicBoolean();

        private Attempt(Call<T> call, BooleanSupplier late) {
            this.call = call;
            this.late = late;
        }

        @Override
        public void run() {
            if (late.getAsBoolean()) {
                result.completeExceptionally(new AwsCallException(FailureReason.NOT_RUN));
                return;
            }
            begun.set(true);
            try {
                result.complete(call.run());
            } catch (AwsCallException e) {
                result.completeExceptionally(e);
            } catch (VirtualMachineError e) {
                result.completeExceptionally(new AwsCallException(FailureReason.INTERNAL));
                Uncaught.report(e);
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.ERROR, "a call to AWS failed in an unforeseen way", e);
                result.completeExceptionally(new AwsCallException(FailureReason.INTERNAL));
            }
        }

        private void cancelled() {
            FailureReason reason = begun.get() ? FailureReason.TIMEOUT : FailureReason.NOT_RUN;
            result.completeExceptionally(new AwsCallException(reason));
        }
    }
}
