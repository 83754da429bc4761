package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs changes between polls: a trail, or the discovery of an account and Region, becomes unknown or is known again, and
 * how much is polled. Changes with the same account and reason are one line; a poll without a change is none.
 */
public final class StateLog implements Consumer<Snapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(StateLog.class);

    private record Polled(int trails, int accounts, int regions) {}

    private record Group(String accountId, Failure failure) {}

    private final States trails = new States("trail status unknown", "trail status known again");
    private final States selectors = new States("event selectors unknown", "event selectors known again");
    private final States discoveries = new States("discovery failed", "discovery succeeded again");
    private final Map<TrailKey, String> unsupported = new HashMap<>();
    private Polled polled = new Polled(0, 0, 0);

    /** Logs what has changed since the poll before. */
    @Override
    public synchronized void accept(Snapshot snapshot) {
        List<TrailKey> polledTrails =
                snapshot.trails().stream().map(TrailReport::key).toList();
        List<DiscoveryReport> ended =
                snapshot.discoveries().stream().filter(StateLog::hasEnded).toList();
        List<TrailKey> areas = ended.stream().map(StateLog::key).toList();
        if (ended.size() == snapshot.discoveries().size()) {
            logPolled(polledTrails, areas);
        }
        trails.update(polledTrails, failedTrails(snapshot));
        discoveries.update(areas, failedDiscoveries(ended));
        updateSelectors(snapshot);
    }

    /** A trail whose status is unknown is logged as such, so its selectors are not logged in addition. */
    private void updateSelectors(Snapshot snapshot) {
        List<TrailKey> read = new ArrayList<>();
        Map<TrailKey, Failure> unreadable = new TreeMap<>();
        for (TrailReport report : snapshot.trails()) {
            if (report.selectors() instanceof SelectorsOutcome.Known known) {
                read.add(report.key());
                logUnsupported(report.key(), known);
            } else if (report.selectors() instanceof SelectorsOutcome.Unreadable failed
                    && !(report.outcome() instanceof Failed)) {
                read.add(report.key());
                unreadable.put(report.key(), failed.failure());
            }
        }
        selectors.update(read, unreadable);
    }

    /** Once for each change of the selectors. */
    private void logUnsupported(TrailKey key, SelectorsOutcome.Known known) {
        if (known.events().unsupported().isEmpty()) {
            unsupported.remove(key);
        } else if (!known.fingerprint().equals(unsupported.put(key, known.fingerprint()))) {
            LOG.atWarn()
                    .addKeyValue("account", key.accountId())
                    .addKeyValue("trail", key.trail())
                    .addKeyValue(
                            "selector",
                            PrintableText.line(known.events().unsupported().get(0), Failure.LONGEST_MESSAGE))
                    .log("event selector not understood, its events count as not recorded");
        }
    }

    private static Map<TrailKey, Failure> failedTrails(Snapshot snapshot) {
        Map<TrailKey, Failure> failed = new TreeMap<>();
        for (TrailReport report : snapshot.trails()) {
            if (report.outcome() instanceof Failed failure) {
                failed.put(report.key(), failure.failure());
            }
        }
        return failed;
    }

    private static Map<TrailKey, Failure> failedDiscoveries(List<DiscoveryReport> ended) {
        Map<TrailKey, Failure> failed = new TreeMap<>();
        ended.forEach(report -> report.failure().ifPresent(failure -> failed.put(key(report), failure)));
        return failed;
    }

    /** Before the first discovery cycle has ended, discovery has not failed: nothing is known yet. */
    private static boolean hasEnded(DiscoveryReport report) {
        return report.failure().isEmpty() || report.failure().get().reason() != FailureReason.NOT_RUN;
    }

    /** The key of a trail or an area while its account is unknown. */
    private static TrailKey withoutAccount(TrailKey key) {
        return new TrailKey("", key.awsRegion(), key.homeRegion(), key.trail());
    }

    private static TrailKey key(DiscoveryReport report) {
        return new TrailKey(report.accountId(), report.awsRegion(), "", "");
    }

    private void logPolled(List<TrailKey> keys, List<TrailKey> areas) {
        List<TrailKey> all = Stream.concat(keys.stream(), areas.stream()).toList();
        Polled now = new Polled(
                values(keys, StateLog::trail).size(),
                values(all, TrailKey::accountId).size(),
                values(all, TrailKey::awsRegion).size());
        if (!now.equals(polled)) {
            polled = now;
            LOG.atInfo()
                    .addKeyValue("trails", now.trails())
                    .addKeyValue("accounts", now.accounts())
                    .addKeyValue("regions", now.regions())
                    .log("polling");
        }
    }

    /** What all Regions of a trail have in common. */
    private static String trail(TrailKey key) {
        return key.trail().isEmpty() ? "" : key.accountId() + "/" + key.homeRegion() + "/" + key.trail();
    }

    private static Set<String> values(Collection<TrailKey> keys, Function<TrailKey, String> property) {
        return keys.stream().map(property).filter(value -> !value.isEmpty()).collect(Collectors.toSet());
    }

    /** The failures that were logged and have not ended. */
    private static final class States {

        private final String unknown;
        private final String knownAgain;
        private final Map<TrailKey, Failure> logged = new HashMap<>();

        States(String unknown, String knownAgain) {
            this.unknown = unknown;
            this.knownAgain = knownAgain;
        }

        void update(List<TrailKey> all, Map<TrailKey, Failure> failed) {
            Map<TrailKey, Failure> news = new TreeMap<>();
            failed.forEach((key, failure) -> {
                if (isNews(logged.get(key), failure)) {
                    news.put(key, failure);
                }
            });
            news.keySet().stream()
                    .collect(Collectors.groupingBy(key -> new Group(key.accountId(), news.get(key))))
                    .forEach((group, keys) -> logUnknown(group.failure(), keys));
            Set<TrailKey> known = known(all, failed.keySet());
            logged.keySet().stream()
                    .filter(known::contains)
                    .collect(Collectors.groupingBy(TrailKey::accountId))
                    .forEach((account, keys) -> line(keys).log(knownAgain));
            logged.keySet().retainAll(failed.keySet());
            logged.putAll(news);
        }

        /** Including the keys without account, which are known again as soon as one of that name is. */
        private static Set<TrailKey> known(List<TrailKey> all, Set<TrailKey> failed) {
            return all.stream()
                    .filter(key -> !failed.contains(key))
                    .flatMap(key -> Stream.of(key, withoutAccount(key)))
                    .filter(key -> !failed.contains(key))
                    .collect(Collectors.toSet());
        }

        /** A reason that may end by itself does not replace another one, because it may be different in each poll. */
        private static boolean isNews(Failure before, Failure now) {
            return before == null
                    || (before.reason() != now.reason() && !now.reason().retryable());
        }

        private void logUnknown(Failure failure, List<TrailKey> keys) {
            LoggingEventBuilder line =
                    add(line(keys), "reason", failure.reason().label());
            add(add(line, "code", failure.code()), "error", failure.message()).log(unknown);
        }

        private static LoggingEventBuilder line(List<TrailKey> keys) {
            TrailKey first = keys.get(0);
            int trails = values(keys, StateLog::trail).size();
            int regions = values(keys, TrailKey::awsRegion).size();
            LoggingEventBuilder line = add(LOG.atInfo(), "account", first.accountId());
            line = trails > 1 ? add(line, "trails", trails) : add(line, "trail", first.trail());
            return regions > 1 ? add(line, "regions", regions) : add(line, "region", first.awsRegion());
        }

        private static LoggingEventBuilder add(LoggingEventBuilder line, String key, Object value) {
            return value.equals("") ? line : line.addKeyValue(key, value);
        }
    }
}
