package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What is not requested in every poll because it changes rarely: the account of ambient credentials, the Regions enabled
 * for an account, and the settings of trails. A response is valid for the interval. A failure is retried in the next
 * poll, unless only a person can resolve it: repeating that call every minute would fill the audit log with refusals.
 */
public final class MetadataCache {

    /** A Region, accessed with certain credentials. */
    public record RegionAccess(AwsIdentity identity, String region) {}

    /** The key of the request for the enabled Regions. */
    private record EnabledRegions(AwsIdentity identity) {}

    private record Entry<V>(V value, Deadline validUntil) {}

    /** Discovery writes its results once per interval: it may miss two cycles before a poll requests them itself. */
    private static final int INTERVALS_OF_DISCOVERY = 3;

    private final Duration interval;
    private final LongSupplier nanoTime;
    private final Map<AwsIdentity, String> accounts = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, Entry<Set<String>>> regions = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, Failure> regionsFailures = new ConcurrentHashMap<>();
    private final Map<RegionAccess, Entry<Map<TrailArn, TrailSettings>>> settings = new ConcurrentHashMap<>();
    private final SelectorsCache selectors;

    /** @param nanoTime a monotonic clock, such as {@link System#nanoTime} */
    public MetadataCache(Duration interval, LongSupplier nanoTime) {
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.selectors = new SelectorsCache(interval, nanoTime);
    }

    /** The event selectors of trails, which are cached under rules of their own. */
    public SelectorsCache selectors() {
        return selectors;
    }

    /** The account of these credentials, from the role's ARN or from AWS; empty as long as it is not known. */
    String accountId(AwsIdentity identity) {
        return identity instanceof AwsIdentity.Role role ? role.accountId() : accounts.getOrDefault(identity, "");
    }

    void putAccountId(AwsIdentity identity, String accountId) {
        accounts.put(identity, accountId);
    }

    /** The enabled Regions from the cache, however old; empty if they were never known. */
    Set<String> knownRegions(AwsIdentity identity) {
        return value(regions.get(identity), Set.of());
    }

    /** Why the last request for the enabled Regions failed; empty if it succeeded. */
    Optional<Failure> regionsFailure(AwsIdentity identity) {
        return Optional.ofNullable(regionsFailures.get(identity));
    }

    /** The enabled Regions; those known before if the request fails, none if they were never known. Never fails. */
    CompletableFuture<Set<String>> enabledRegions(
            CallBatch calls, AwsIdentity identity, Callable<Set<String>> request) {
        if (isValid(regions.get(identity))) {
            return CompletableFuture.completedFuture(knownRegions(identity));
        }
        return calls.once(
                new EnabledRegions(identity),
                () -> calls.submit(Priority.SIGN_IN, request).handle((enabled, error) -> {
                    if (error == null) {
                        putRegions(identity, enabled, interval);
                    } else {
                        regionsFailed(identity, AwsCallException.failureOf(error));
                    }
                    return knownRegions(identity);
                }));
    }

    /** Stores the enabled Regions that discovery has requested. */
    public void putRegions(AwsIdentity identity, Set<String> enabled) {
        putRegions(identity, enabled, interval.multipliedBy(INTERVALS_OF_DISCOVERY));
    }

    private void putRegions(AwsIdentity identity, Set<String> enabled, Duration valid) {
        regions.put(identity, new Entry<>(Set.copyOf(enabled), Deadline.in(valid, nanoTime)));
        regionsFailures.remove(identity);
    }

    private void regionsFailed(AwsIdentity identity, Failure failure) {
        regionsFailures.put(identity, failure);
        regions.put(identity, new Entry<>(knownRegions(identity), retry(failure)));
    }

    /** The settings of a trail as last described; empty if they are not known. */
    Optional<TrailSettings> settings(RegionAccess where, TrailArn arn) {
        return Optional.ofNullable(
                value(settings.get(where), Map.<TrailArn, TrailSettings>of()).get(arn));
    }

    /**
     * Requests the settings of all trails that are visible there, unless the cached ones are valid. If that fails, the
     * settings known before are dropped, because they may no longer be true. Never fails.
     */
    CompletableFuture<Void> loadSettings(
            CallBatch calls, RegionAccess where, Callable<Map<TrailArn, TrailSettings>> request) {
        if (isValid(settings.get(where))) {
            return CompletableFuture.completedFuture(null);
        }
        return calls.once(
                where,
                () -> calls.submit(Priority.BACKGROUND, request).handle((described, error) -> {
                    if (error == null) {
                        putSettings(where, described, interval);
                    } else {
                        settings.put(where, new Entry<>(Map.of(), retry(AwsCallException.failureOf(error))));
                    }
                    return null;
                }));
    }

    /** Stores the settings that discovery has requested. */
    public void putSettings(RegionAccess where, Map<TrailArn, TrailSettings> described) {
        putSettings(where, described, interval.multipliedBy(INTERVALS_OF_DISCOVERY));
    }

    private void putSettings(RegionAccess where, Map<TrailArn, TrailSettings> described, Duration valid) {
        settings.put(where, new Entry<>(Map.copyOf(described), Deadline.in(valid, nanoTime)));
    }

    private Deadline retry(Failure failure) {
        return Deadline.in(failure.reason().retryable() ? Duration.ZERO : interval, nanoTime);
    }

    private static boolean isValid(Entry<?> entry) {
        return entry != null && !entry.validUntil().passed();
    }

    private static <V> V value(Entry<V> entry, V otherwise) {
        return entry == null ? otherwise : entry.value();
    }
}
