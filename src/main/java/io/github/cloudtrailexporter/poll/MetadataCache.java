package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Known;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.NotRead;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Unreadable;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What is not requested in every poll because it changes rarely: the account of ambient credentials, the Regions enabled
 * for an account, and the settings and event selectors of trails.
 */
public final class MetadataCache {

    /** Refused calls stand out in audit logs, and only a change of permissions makes the next one succeed. */
    private static final Duration SELECTORS_AFTER_REFUSAL = Duration.ofHours(1);

    /** A Region, accessed with certain credentials. */
    public record RegionAccess(AwsIdentity identity, String region) {}

    /** What a trail records, by whether its selectors are custom: if it has none, the default may be in force. */
    private record Selectors(boolean none, Known ifCustom, Known ifDefault) {

        Selectors(EventSelectors content) {
            this(content.selectors().isEmpty(), known(content, true), known(content, false));
        }

        private static Known known(EventSelectors content, boolean custom) {
            return new Known(RecordedEvents.of(content, custom), content.fingerprint());
        }

        Known with(TrailSettings trail) {
            return trail.recording().customSelectors() ? ifCustom : ifDefault;
        }
    }

    private final ValueCache<AwsIdentity, Set<String>> regions;
    private final ValueCache<RegionAccess, Map<TrailArn, TrailSettings>> settings;

    /** By trail: they belong neither to a Region nor to the identity that reads them. */
    private final ValueCache<TrailArn, Selectors> selectors;

    private volatile String ambientAccount = "";

    /** Is empty at first. Responses are valid for the interval, on a monotonic clock like {@link System#nanoTime}. */
    public MetadataCache(Duration interval, LongSupplier nanoTime) {
        Duration longer = interval.compareTo(SELECTORS_AFTER_REFUSAL) > 0 ? interval : SELECTORS_AFTER_REFUSAL;
        regions = new ValueCache<>(Priority.SIGN_IN, interval, interval, nanoTime);
        settings = new ValueCache<>(Priority.BACKGROUND, interval, interval, nanoTime);
        selectors = new ValueCache<>(Priority.BACKGROUND, interval, longer, nanoTime);
    }

    /** The account of the ambient credentials as last requested; empty as long as it is not known. */
    String ambientAccount() {
        return ambientAccount;
    }

    void putAmbientAccount(String accountId) {
        ambientAccount = accountId;
    }

    /** The enabled Regions as last requested, however long ago; empty if they were never known. */
    public Set<String> knownRegions(AwsIdentity identity) {
        return regions.last(identity).orElse(Set.of());
    }

    /** Why the last request for the enabled Regions failed; empty if it succeeded. */
    Optional<Failure> regionsFailure(AwsIdentity identity) {
        return regions.failure(identity, identity);
    }

    /** Requests the enabled Regions, in this Region, if that is due. Never fails. */
    CompletableFuture<Void> loadRegions(CallBatch calls, AwsIdentity identity, Session session, String region) {
        return regions.load(calls, identity, identity, timeout -> session.enabledRegions(region, timeout));
    }

    /** Stores the enabled Regions that discovery has requested. */
    public void putRegions(AwsIdentity identity, Set<String> enabled) {
        regions.put(identity, identity, enabled);
    }

    /** Requests the settings of the trail and, for its home Region, its event selectors, if that is due. Never fails. */
    CompletableFuture<Void> load(CallBatch calls, Target target, Session session) {
        RegionAccess where = new RegionAccess(target.identity(), target.region());
        CompletableFuture<Void> trails = settings.load(
                calls, where.identity(), where, timeout -> session.describeTrails(where.region(), timeout));
        return target.isHome()
                ? CallBatch.all(Stream.of(trails, loadSelectors(calls, target.identity(), target.arn(), session)))
                : trails;
    }

    /** Stores the settings that discovery has requested. */
    public void putSettings(RegionAccess where, Map<TrailArn, TrailSettings> described) {
        settings.put(where.identity(), where, described);
    }

    /** Reads the event selectors of the trail, in its home Region, which is certain to have them, if due. Never fails. */
    public CompletableFuture<Void> loadSelectors(CallBatch calls, AwsIdentity identity, TrailArn arn, Session session) {
        return selectors.load(
                calls, identity, arn, timeout -> new Selectors(session.eventSelectors(arn, arn.homeRegion(), timeout)));
    }

    /** What a trail with these settings records; empty if its event selectors are not known. */
    public Optional<RecordedEvents> events(TrailArn arn, TrailSettings trail) {
        return selectors.get(arn).map(known -> known.with(trail).events());
    }

    /** What is known about the trail beside its status; the event selectors for its home Region only. */
    TrailMetadata metadata(Target target) {
        RegionAccess where = new RegionAccess(target.identity(), target.region());
        Optional<TrailSettings> trail =
                settings.get(where).flatMap(described -> Optional.ofNullable(described.get(target.arn())));
        if (!target.isHome()) {
            return new TrailMetadata(trail, new NotRead());
        }
        Optional<Known> known = selectors
                .get(target.arn())
                .flatMap(read -> read.none() ? trail.map(read::with) : Optional.of(read.ifCustom()));
        Optional<SelectorsOutcome> unreadable =
                selectors.failure(target.identity(), target.arn()).map(Unreadable::new);
        return new TrailMetadata(trail, known.isPresent() ? known.get() : unreadable.orElse(new NotRead()));
    }
}
