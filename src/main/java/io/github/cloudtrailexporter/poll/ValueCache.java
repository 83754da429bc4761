package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallBatch.Call;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Values that change rarely: each is requested once per interval, whichever identity requests it. A failure is retried in
 * the next poll, unless only a person can resolve it: repeating that call every minute would fill the audit log with
 * refusals.
 */
final class ValueCache<K, V> {

    /** A value that could not be requested again for this many intervals is outdated. */
    private static final int INTERVALS_UNTIL_OUTDATED = 3;

    private record Reader<K>(AwsIdentity identity, K key) {}

    private record Known<V>(V value, AwsIdentity reader, Deadline due, Deadline outdated) {}

    /** @param batch {@link CallBatch#id} of the calls that failed */
    private record Failed(Failure failure, Object batch, Deadline retryAfter) {}

    private final Rules rules;
    private final LongSupplier nanoTime;
    private final Map<K, Known<V>> known = new ConcurrentHashMap<>();
    private final Map<Reader<K>, Failed> failures = new ConcurrentHashMap<>();
    private final Map<K, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /**
     * When the values of a cache are requested again.
     *
     * @param interval after a value was requested, and after a failure that only a person can resolve
     * @param afterRefusal after a refused call
     * @param keepsOutdated whether a value stays known although it is outdated or could not be requested again
     */
    record Rules(Duration interval, Duration afterRefusal, boolean keepsOutdated) {

        private Duration retryAfter(FailureReason reason) {
            boolean refused = reason == FailureReason.ACCESS_DENIED || reason == FailureReason.NOT_VISIBLE;
            return reason.retryable() ? Duration.ZERO : refused ? afterRefusal : interval;
        }
    }

    ValueCache(Rules rules, LongSupplier nanoTime) {
        this.rules = rules;
        this.nanoTime = nanoTime;
    }

    /** The value, if it is known. */
    Optional<V> get(K key) {
        return Optional.ofNullable(known.get(key)).filter(this::isUsable).map(Known::value);
    }

    private boolean isUsable(Known<V> value) {
        return rules.keepsOutdated() || !value.outdated().passed();
    }

    /** Why the last request by this identity failed; empty if it succeeded. */
    Optional<Failure> failure(AwsIdentity identity, K key) {
        return Optional.ofNullable(failures.get(new Reader<>(identity, key))).map(Failed::failure);
    }

    /**
     * Requests the value, unless it is not due, the last request by this identity failed too recently, or one is under
     * way: then it completes with that one. Never fails.
     */
    CompletableFuture<Void> load(CallBatch calls, Priority priority, AwsIdentity identity, K key, Call<V> request) {
        Reader<K> reader = new Reader<>(identity, key);
        CompletableFuture<Void> loaded = new CompletableFuture<>();
        CompletableFuture<Void> other = underWay.putIfAbsent(key, loaded);
        if (other != null) {
            return other;
        }
        CompletableFuture<Void> stored = isDue(reader, calls)
                ? calls.submit(priority, request).handle((value, error) -> store(reader, calls, value, error))
                : CompletableFuture.completedFuture(null);
        return stored.thenRun(() -> {
            underWay.remove(key);
            loaded.complete(null);
        });
    }

    /** The calls of one batch do not retry what one of them has failed to request. */
    private boolean isDue(Reader<K> reader, CallBatch calls) {
        Known<V> value = known.get(reader.key());
        Failed failed = failures.get(reader);
        return (value == null || value.due().passed())
                && (failed == null
                        || (failed.batch() != calls.id() && failed.retryAfter().passed()));
    }

    private Void store(Reader<K> reader, CallBatch calls, V value, Throwable error) {
        if (error == null) {
            put(reader, value, rules.interval());
        } else {
            failed(reader, calls, AwsCallException.failureOf(error));
        }
        return null;
    }

    /** Stores a value that discovery has requested, and will request again: a poll does so only if discovery does not. */
    void put(AwsIdentity identity, K key, V value) {
        put(new Reader<>(identity, key), value, untilOutdated());
    }

    private void put(Reader<K> reader, V value, Duration untilDue) {
        failures.remove(reader);
        known.put(reader.key(), new Known<>(value, reader.identity(), in(untilDue), in(untilOutdated())));
    }

    /** A value stays known if the call was never made, or if another identity, which may be allowed more, had requested it. */
    private void failed(Reader<K> reader, CallBatch calls, Failure failure) {
        if (!rules.keepsOutdated() && failure.reason() != FailureReason.NOT_RUN) {
            known.computeIfPresent(
                    reader.key(), (key, value) -> value.reader().equals(reader.identity()) ? null : value);
        }
        failures.put(reader, new Failed(failure, calls.id(), in(rules.retryAfter(failure.reason()))));
    }

    private Duration untilOutdated() {
        return rules.interval().multipliedBy(INTERVALS_UNTIL_OUTDATED);
    }

    private Deadline in(Duration duration) {
        return Deadline.in(duration, nanoTime);
    }

    /** Forgets what is outdated. */
    void prune() {
        known.values().removeIf(value -> value.outdated().passed());
        failures.values().removeIf(failed -> failed.retryAfter().passed());
    }
}
