package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Advice;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.Snapshot.UnrecordedAccount;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.WebOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the status page shows: the trails, the worst first, and the accounts and Regions in which trail discovery failed.
 *
 * @param unrecorded the accounts with Regions in which no trail records write management events
 */
record StatusView(
        Instant now,
        Duration pollDuration,
        List<TrailGroup> groups,
        List<DiscoveryReport> discoveries,
        List<UnrecordedAccount> unrecorded,
        Site site) {

    /** Limit on the lines of (trail, Region) shown of the broken trails, and of the healthy ones. */
    private static final int MAX_ROWS = 1000;

    /** Limit on the accounts without a recording trail. */
    private static final int MAX_ACCOUNTS = 100;

    /** Up to this many healthy trails are shown without a click. */
    private static final int MAX_OPEN = 25;

    /** What all pages of one process share. */
    record Site(BuildInfo buildInfo, String telemetryPath, String style) {

        String healthPath() {
            return WebOptions.HEALTHY;
        }

        String documentation() {
            return BuildInfo.HOME;
        }

        String runbook(String alert) {
            return BuildInfo.runbook(alert);
        }

        String build() {
            String revision = buildInfo.revision().isEmpty() ? "" : " (" + buildInfo.revision() + ")";
            return "cloudtrail-exporter " + buildInfo.version() + revision;
        }
    }

    /** One segment of the bar below the headline: the trails in one state. */
    record Share(State state, long trails, double start, double end) {

        StatusIcon icon() {
            return StatusIcon.of(state);
        }

        String title() {
            return state.title();
        }

        String count() {
            return Format.number(trails);
        }

        String x() {
            return tenths(start);
        }

        String width() {
            return tenths(end - start);
        }

        private static String tenths(double value) {
            return Double.toString(Math.round(value * 10) / 10.0);
        }
    }

    /** A reason for which trail discovery failed, and where it did. */
    record FailedDiscovery(FailureReason reason, Places places) {

        String message() {
            return "Trail discovery failed: " + reason.message();
        }

        Advice advice() {
            return Advice.ofDiscovery(reason);
        }
    }

    static StatusView of(Snapshot snapshot, Instant now, Site site) {
        List<TrailGroup> groups = grouped(snapshot, now).stream()
                .map(TrailGroup::new)
                .sorted(TrailGroup.WORST_FIRST)
                .toList();
        return new StatusView(
                now, snapshot.pollDuration(), groups, snapshot.discoveries(), snapshot.unrecordedAccounts(), site);
    }

    /** The accounts and Regions in which the last discovery failed. */
    List<DiscoveryReport> failed() {
        return discoveries.stream()
                .filter(report -> report.failure().isPresent())
                .toList();
    }

    /** The accounts and Regions in which there is no trail. */
    Places empty() {
        return new Places(discoveries.stream()
                .filter(report -> report.failure().isEmpty())
                .filter(report -> report.trails().equals(OptionalInt.of(0)))
                .toList());
    }

    List<UnrecordedAccount> shownUnrecorded() {
        return unrecorded.stream().limit(MAX_ACCOUNTS).toList();
    }

    int hiddenUnrecorded() {
        return unrecorded.size() - shownUnrecorded().size();
    }

    Advice unrecordedAdvice() {
        return Advice.ofUnrecordedAccount();
    }

    private static Collection<List<TrailRow>> grouped(Snapshot snapshot, Instant now) {
        Map<List<String>, List<TrailRow>> byTrail = new LinkedHashMap<>();
        for (TrailReport report : snapshot.trails()) {
            List<String> trail = List.of(
                    report.key().accountId(),
                    report.key().homeRegion(),
                    report.key().trail());
            byTrail.computeIfAbsent(trail, key -> new ArrayList<>())
                    .add(new TrailRow(report, TrailHealth.of(report, now)));
        }
        return byTrail.values();
    }

    List<TrailGroup> problems() {
        return groups.stream().filter(group -> !group.isHealthy()).toList();
    }

    /** Those that record less than all management events first, so that they are not among the hidden ones. */
    List<TrailGroup> healthy() {
        return groups.stream()
                .filter(TrailGroup::isHealthy)
                .sorted(Comparator.comparing(group -> group.recordingNote().isEmpty()))
                .toList();
    }

    List<TrailGroup> shownProblems() {
        return limited(problems());
    }

    int hiddenProblems() {
        return problems().size() - shownProblems().size();
    }

    List<TrailGroup> shownHealthy() {
        return limited(healthy());
    }

    int hiddenHealthy() {
        return healthy().size() - shownHealthy().size();
    }

    String healthyCount() {
        return Format.count(healthy().size(), "healthy trail");
    }

    boolean healthyIsOpen() {
        return healthy().size() <= MAX_OPEN || !healthy().get(0).recordingNote().isEmpty();
    }

    /** As many trails as the limit on rows allows, and always the first. */
    private static List<TrailGroup> limited(List<TrailGroup> groups) {
        int rows = 0;
        int shown = 0;
        while (shown < groups.size()
                && (shown == 0 || rows + groups.get(shown).rows().size() <= MAX_ROWS)) {
            rows += groups.get(shown).rows().size();
            shown++;
        }
        return groups.subList(0, shown);
    }

    /** One sentence without a full stop: is everything healthy and recorded, and if not, how much is not. */
    String headline() {
        int accounts = unrecorded.size();
        String trails = trailsHeadline();
        return accounts == 0
                ? trails
                : trails + ", " + Format.count(accounts, "account is", "accounts are") + " not fully recorded";
    }

    private String trailsHeadline() {
        long all = groups.size();
        long bad = problems().size();
        if (all == 0) {
            return failed().isEmpty() ? "No trails to watch" : "No trails known";
        }
        if (bad > 0) {
            return bad == all && all == 1 ? "The trail needs attention" : needAttention(bad, all);
        }
        String healthy = all == 1 ? "The trail is healthy" : "All " + Format.number(all) + " trails are healthy";
        // A trail that discovery missed may be in any state.
        return failed().isEmpty() ? healthy : healthy + ", but not every trail is known";
    }

    private static String needAttention(long bad, long all) {
        return Format.number(bad) + " of " + Format.number(all) + " trails " + (bad == 1 ? "needs" : "need")
                + " attention";
    }

    /** The icon of the worst state; never {@link StatusIcon#OK} if something is not known. */
    StatusIcon icon() {
        if (!problems().isEmpty()) {
            return groups.get(0).icon();
        }
        if (!unrecorded.isEmpty()) {
            return StatusIcon.WARN;
        }
        return groups.isEmpty() || !failed().isEmpty() ? StatusIcon.UNKNOWN : StatusIcon.OK;
    }

    /** The explanation of an empty page. */
    String nothing() {
        return failed().isEmpty()
                ? "The configuration lists no trail, and discovery has found none so far."
                : "Discovery has found no trail so far, and it failed in some places.";
    }

    List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        double scale = 1000.0 / groups.size();
        double start = 0;
        for (State state : State.values()) {
            long trails =
                    groups.stream().filter(group -> group.worst() == state).count();
            if (trails > 0) {
                shares.add(new Share(state, trails, start, start + trails * scale));
                start += trails * scale;
            }
        }
        return shares;
    }

    String scope() {
        int trails = groups.size();
        if (trails == 0) {
            return "";
        }
        int rows = groups.stream().mapToInt(group -> group.rows().size()).sum();
        String statuses = trails == rows ? "" : " with " + Format.count(rows, "Regional status", "Regional statuses");
        return Format.count(trails, "trail") + statuses + ", as of ";
    }

    String exactNow() {
        return Format.exact(now);
    }

    String pollSeconds() {
        return Format.seconds(pollDuration);
    }

    List<FailedDiscovery> failedDiscoveries() {
        Map<FailureReason, List<DiscoveryReport>> byReason = failed().stream()
                .collect(Collectors.groupingBy(
                        report -> report.failure().orElseThrow().reason(), TreeMap::new, Collectors.toList()));
        return byReason.entrySet().stream()
                .map(entry -> new FailedDiscovery(entry.getKey(), new Places(entry.getValue())))
                .toList();
    }
}
