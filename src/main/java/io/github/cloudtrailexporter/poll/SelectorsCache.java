package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Known;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.NotRead;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Unreadable;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The event selectors of trails. They belong to the trail, not to a Region or to the credentials that read them, so one
 * call per trail and interval is enough for all Regions and accounts in which the trail is visible.
 */
public final class SelectorsCache {

    /** Refused calls stand out in audit logs, and only a change of permissions makes the next one succeed. */
    private static final Duration RETRY_AFTER_REFUSAL = Duration.ofHours(1);

    /** Selectors that could not be read again for this long count as unknown. */
    private static final int INTERVALS_UNTIL_UNKNOWN = 3;

    /** The trail, read with certain credentials: others may be allowed what these are not. */
    private record Reader(AwsIdentity identity, TrailArn arn) {}

    /**
     * @param answer for the case that the selectors are custom ones
     * @param reader the credentials that have read them
     */
    private record Selectors(
            EventSelectors content, Known answer, AwsIdentity reader, Deadline validUntil, Deadline unknownAfter) {}

    private record Failed(Failure failure, Deadline retryAfter) {}

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final Map<TrailArn, Selectors> known = new ConcurrentHashMap<>();
    private final Map<Reader, Failed> failures = new ConcurrentHashMap<>();
    private final Map<TrailArn, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    SelectorsCache(Duration interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads the selectors, unless those known are valid, the last call failed too recently, or they are being read: then
     * it completes with that call. Never fails.
     */
    public CompletableFuture<Void> load(
            CallBatch calls, AwsIdentity identity, TrailArn arn, Callable<EventSelectors> request) {
        Reader reader = new Reader(identity, arn);
        CompletableFuture<Void> read = new CompletableFuture<>();
        CompletableFuture<Void> other = underWay.putIfAbsent(arn, read);
        if (other != null) {
            return other;
        }
        if (!isDue(reader)) {
            underWay.remove(arn);
            read.complete(null);
            return read;
        }
        return calls.submit(Priority.BACKGROUND, request).<Void>handle((selectors, error) -> {
            if (error == null) {
                put(reader, selectors);
            } else {
                failed(reader, AwsCallException.failureOf(error));
            }
            underWay.remove(arn);
            read.complete(null);
            return null;
        });
    }

    private boolean isDue(Reader reader) {
        Selectors selectors = known.get(reader.arn());
        Failed failed = failures.get(reader);
        return (selectors == null || selectors.validUntil().passed())
                && (failed == null || failed.retryAfter().passed());
    }

    private void put(Reader reader, EventSelectors selectors) {
        failures.remove(reader);
        Known answer = new Known(RecordedEvents.of(selectors, true), selectors.fingerprint());
        Deadline validUntil = Deadline.in(interval, nanoTime);
        Deadline unknownAfter = Deadline.in(interval.multipliedBy(INTERVALS_UNTIL_UNKNOWN), nanoTime);
        known.put(reader.arn(), new Selectors(selectors, answer, reader.identity(), validUntil, unknownAfter));
    }

    /**
     * What is known stays known for a while if the call was never made, or if other credentials had read it: a member
     * account may be refused where the owner of the trail is not.
     */
    private void failed(Reader reader, Failure failure) {
        if (failure.reason() != FailureReason.NOT_RUN) {
            known.computeIfPresent(
                    reader.arn(), (arn, selectors) -> selectors.reader().equals(reader.identity()) ? null : selectors);
        }
        failures.put(reader, new Failed(failure, Deadline.in(retryAfter(failure.reason()), nanoTime)));
    }

    private Duration retryAfter(FailureReason reason) {
        if (reason.retryable()) {
            return Duration.ZERO;
        }
        boolean refused = reason == FailureReason.ACCESS_DENIED || reason == FailureReason.NOT_VISIBLE;
        return refused && interval.compareTo(RETRY_AFTER_REFUSAL) < 0 ? RETRY_AFTER_REFUSAL : interval;
    }

    /**
     * What the trail records; empty if it is not known.
     *
     * @param settings of the trail, which matter if it has no selectors; empty if they are not known
     */
    public Optional<RecordedEvents> events(TrailArn arn, Optional<TrailSettings> settings) {
        return answer(arn, settings).map(Known::events);
    }

    /** What is known about the trail, or why these credentials could not read its selectors. */
    SelectorsOutcome outcome(AwsIdentity identity, TrailArn arn, Optional<TrailSettings> settings) {
        Failed failed = failures.get(new Reader(identity, arn));
        return answer(arn, settings)
                .<SelectorsOutcome>map(known -> known)
                .orElseGet(() -> failed == null ? new NotRead() : new Unreadable(failed.failure()));
    }

    /** Without selectors, the settings decide whether the default is in force. */
    private Optional<Known> answer(TrailArn arn, Optional<TrailSettings> settings) {
        Selectors selectors = known.get(arn);
        if (selectors == null || selectors.unknownAfter().passed()) {
            return Optional.empty();
        }
        if (!selectors.content().isEmpty()) {
            return Optional.of(selectors.answer());
        }
        String fingerprint = selectors.answer().fingerprint();
        return settings.map(TrailSettings::recording)
                .map(recording -> RecordedEvents.of(selectors.content(), recording.customSelectors()))
                .map(events -> new Known(events, fingerprint));
    }

    /** Forgets trails that are gone. */
    public void prune() {
        known.values().removeIf(selectors -> selectors.unknownAfter().passed());
        failures.values().removeIf(failed -> failed.retryAfter().passed());
    }
}
