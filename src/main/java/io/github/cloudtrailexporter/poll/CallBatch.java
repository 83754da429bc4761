package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The calls of one poll or of one discovery cycle, which end together, at the latest by a deadline. */
public final class CallBatch {

    /** A call to AWS, which takes no longer than its timeout. */
    public interface Call<T> {
        T make(Duration timeout) throws AwsCallException;
    }

    private final CallPool pool;
    private final long startedNanos;
    private final Set<CallPool.Task<?>> unfinished = ConcurrentHashMap.newKeySet();
    private final Map<Object, CompletableFuture<?>> shared = new ConcurrentHashMap<>();
    private volatile Deadline deadline;
    private volatile boolean ended;

    /** @param deadline after which no call is started; a call that starts before it times out by then */
    public CallBatch(CallPool pool, Deadline deadline) {
        this.pool = pool;
        this.deadline = deadline;
        this.startedNanos = deadline.now();
    }

    void extend(Deadline later) {
        deadline = deadline.max(later);
    }

    Deadline deadline() {
        return deadline;
    }

    Duration elapsed() {
        return Duration.ofNanos(deadline.now() - startedNanos);
    }

    /**
     * Makes the call when its turn comes. The result fails with {@link AwsCallException} only: {@link
     * FailureReason#NOT_RUN} if the batch ended before the call was made, {@link FailureReason#TIMEOUT} if it ended
     * during the call.
     */
    public <T> CompletableFuture<T> submit(Priority priority, Call<T> call) {
        CallPool.Task<T> task = new CallPool.Task<>(priority, this, call);
        unfinished.add(task);
        CompletableFuture<T> result = task.whenComplete((value, error) -> unfinished.remove(task));
        pool.execute(task);
        if (ended) {
            task.cutShort();
        }
        return result;
    }

    /** The result of the request with this key, made once per batch. The key's class decides the type of the result. */
    @SuppressWarnings("unchecked") // a key is used for one kind of request
    public <T> CompletableFuture<T> once(Object key, Supplier<CompletableFuture<T>> request) {
        return (CompletableFuture<T>) shared.computeIfAbsent(key, unknown -> request.get());
    }

    /** Completes when all have completed; fails if one has failed. */
    public static CompletableFuture<Void> all(Stream<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    /** Fails the calls that have not returned, and all later ones. */
    public void end() {
        ended = true;
        unfinished.forEach(CallPool.Task::cutShort);
    }
}
