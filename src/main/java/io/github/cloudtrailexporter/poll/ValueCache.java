package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallBatch.Call;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Values that change rarely: each is requested once per interval, whichever identity requests it. A failure is retried in
 * the next poll, unless only a person can resolve it: repeating that call every minute would fill the audit log with
 * refusals. What is gone from AWS stays here: entries are small, and a reload starts an empty cache.
 */
final class ValueCache<K, V> {

    /** A value that could not be requested again for this many intervals is outdated. */
    private static final int INTERVALS_UNTIL_OUTDATED = 3;

    private record Reader<K>(AwsIdentity identity, K key) {}

    private record Known<V>(V value, AwsIdentity reader, Deadline due, Deadline outdated) {}

    private record Failed(Failure failure, Deadline retryAfter) {}

    private final Priority priority;
    private final Duration interval;
    private final Duration afterRefusal;
    private final LongSupplier nanoTime;
    private final Map<K, Known<V>> known = new HashMap<>();
    private final Map<K, CompletableFuture<Void>> loads = new HashMap<>();
    private final Map<Reader<K>, Failed> failures = new HashMap<>();

    /**
     * @param interval time after which a value is requested again, and a failure that only a person can resolve is retried
     * @param afterRefusal the same for a refused call
     */
    ValueCache(Priority priority, Duration interval, Duration afterRefusal, LongSupplier nanoTime) {
        this.priority = priority;
        this.interval = interval;
        this.afterRefusal = afterRefusal;
        this.nanoTime = nanoTime;
    }

    /** The value, if it is known and neither outdated nor the last request by the identity that read it failed. */
    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(known.get(key))
                .filter(value -> !value.outdated().passed())
                .filter(value -> failure(value.reader(), key)
                        .filter(failure -> failure.reason() != FailureReason.NOT_RUN)
                        .isEmpty())
                .map(Known::value);
    }

    /** The value as it was last read, however long ago. */
    synchronized Optional<V> last(K key) {
        return Optional.ofNullable(known.get(key)).map(Known::value);
    }

    /** Why the last request by this identity failed; empty if it succeeded. */
    synchronized Optional<Failure> failure(AwsIdentity identity, K key) {
        return Optional.ofNullable(failures.get(new Reader<>(identity, key))).map(Failed::failure);
    }

    /**
     * Requests the value, unless it is not due, the last request by this identity failed too recently or in the same
     * batch, or one is under way: then it completes with that one. Never fails.
     */
    CompletableFuture<Void> load(CallBatch calls, AwsIdentity identity, K key, Call<V> request) {
        Reader<K> reader = new Reader<>(identity, key);
        return calls.once(reader, () -> join(calls, reader, request));
    }

    private synchronized CompletableFuture<Void> join(CallBatch calls, Reader<K> reader, Call<V> request) {
        CompletableFuture<Void> load = loads.getOrDefault(reader.key(), CompletableFuture.completedFuture(null));
        Known<V> value = known.get(reader.key());
        Failed failed = failures.get(reader);
        boolean isDue = (value == null || value.due().passed())
                && (failed == null || failed.retryAfter().passed());
        if (load.isDone() && isDue) {
            load = calls.submit(priority, request).handle((response, error) -> store(reader, response, error));
            loads.put(reader.key(), load);
        }
        return load;
    }

    private synchronized Void store(Reader<K> reader, V value, Throwable error) {
        if (error == null) {
            put(reader, value, 1);
        } else {
            Failure failure = AwsCallException.failureOf(error);
            Failed failed = new Failed(failure, Deadline.in(untilRetry(failure.reason()), nanoTime));
            // A call that was not made in time changes nothing.
            failures.merge(reader, failed, (before, now) -> failure.reason() == FailureReason.NOT_RUN ? before : now);
        }
        return null;
    }

    private Duration untilRetry(FailureReason reason) {
        boolean refused = reason == FailureReason.ACCESS_DENIED || reason == FailureReason.NOT_VISIBLE;
        return reason.retryable() ? Duration.ZERO : refused ? afterRefusal : interval;
    }

    /** Stores a value that discovery has requested, and will request again: a poll does so only if discovery does not. */
    synchronized void put(AwsIdentity identity, K key, V value) {
        put(new Reader<>(identity, key), value, INTERVALS_UNTIL_OUTDATED);
    }

    private void put(Reader<K> reader, V value, int intervalsUntilDue) {
        Deadline due = Deadline.in(interval.multipliedBy(intervalsUntilDue), nanoTime);
        Deadline outdated = Deadline.in(interval.multipliedBy(INTERVALS_UNTIL_OUTDATED), nanoTime);
        known.put(reader.key(), new Known<>(value, reader.identity(), due, outdated));
        failures.remove(reader);
    }
}
