package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The calls of one poll or of one discovery cycle, which end together. */
public final class CallBatch {

    private final CallPool pool;
    private final BooleanSupplier tooLate;
    private final Set<CallPool.Task<?>> unfinished = ConcurrentHashMap.newKeySet();
    private final Map<Object, CompletableFuture<?>> shared = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** @param tooLate whether there is no time left to start a call */
    public CallBatch(CallPool pool, BooleanSupplier tooLate) {
        this.pool = pool;
        this.tooLate = tooLate;
    }

    /**
     * Makes the call when its turn comes. The result fails with {@link AwsCallException} only: {@link
     * FailureReason#NOT_RUN} if the batch ended before the call was made, {@link FailureReason#TIMEOUT} if it ended
     * during the call.
     */
    public <T> CompletableFuture<T> submit(Priority priority, Callable<T> call) {
        CallPool.Task<T> task = new CallPool.Task<>(priority, tooLate, call);
        unfinished.add(task);
        CompletableFuture<T> result = task.result().whenComplete((value, error) -> unfinished.remove(task));
        pool.execute(task);
        if (ended) {
            task.cancel(true);
        }
        return result;
    }

    /**
     * The result for this key, requested once in this batch and shared by all trails that need it.
     *
     * @param key equal for equal requests only; its class decides the type of the result
     */
    @SuppressWarnings("unchecked") // a key is used for one kind of request
    public <T> CompletableFuture<T> once(Object key, Supplier<CompletableFuture<T>> request) {
        return (CompletableFuture<T>) shared.computeIfAbsent(key, unknown -> request.get());
    }

    /** Completes when all have completed; fails if one has failed. */
    public static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    /** Cuts short what is not finished: every call of this batch returns or has failed. */
    public void end() {
        ended = true;
        unfinished.forEach(task -> task.cancel(true));
    }
}
