package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Known;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Unreadable;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        Map<TrailKey, Optional<Failure>> trailStates = new TreeMap<>();
        snapshot.trails().forEach(report -> trailStates.put(report.key(), failure(report)));
        Map<TrailKey, Optional<Failure>> areaStates = new TreeMap<>();
        snapshot.discoveries().stream()
                .filter(StateLog::hasEnded)
                .forEach(report -> areaStates.put(key(report), report.failure()));
        if (areaStates.size() == snapshot.discoveries().size()) {
            logPolled(trailStates.keySet(), areaStates.keySet());
        }
        trails.update(trailStates);
        discoveries.update(areaStates);
        selectors.update(selectorStates(snapshot));
    }

    /** Empty if the status is known. */
    private static Optional<Failure> failure(TrailReport report) {
        return report.outcome() instanceof Failed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    /** Before the first discovery cycle has ended, discovery has not failed: nothing is known yet. */
    private static boolean hasEnded(DiscoveryReport report) {
        return report.failure().isEmpty() || report.failure().get().reason() != FailureReason.NOT_RUN;
    }

    private static TrailKey key(DiscoveryReport report) {
        return new TrailKey(report.accountId(), report.awsRegion(), "", "");
    }

    /** A trail whose status is unknown is logged as such, so its selectors are not logged in addition. */
    private Map<TrailKey, Optional<Failure>> selectorStates(Snapshot snapshot) {
        Map<TrailKey, Optional<Failure>> states = new TreeMap<>();
        for (TrailReport report : snapshot.trails()) {
            if (report.selectors() instanceof Known known) {
                states.put(report.key(), Optional.empty());
                logUnsupported(report.key(), known);
            } else if (report.selectors() instanceof Unreadable unreadable
                    && failure(report).isEmpty()) {
                states.put(report.key(), Optional.of(unreadable.failure()));
            }
        }
        return states;
    }

    /** Once for each change of the selectors. */
    private void logUnsupported(TrailKey key, Known known) {
        List<String> parts = known.events().unsupported();
        if (parts.isEmpty()) {
            unsupported.remove(key);
        } else if (!known.fingerprint().equals(unsupported.put(key, known.fingerprint()))) {
            LOG.atWarn()
                    .addKeyValue("account", key.accountId())
                    .addKeyValue("trail", key.trail())
                    .addKeyValue("selector", PrintableText.line(parts.get(0), Failure.LONGEST_MESSAGE))
                    .log("event selector not understood, its events count as not recorded");
        }
    }

    private void logPolled(Set<TrailKey> trailKeys, Set<TrailKey> areas) {
        Set<TrailKey> all = new HashSet<>(trailKeys);
        all.addAll(areas);
        Polled now = new Polled(
                count(trailKeys, StateLog::trail), count(all, TrailKey::accountId), count(all, TrailKey::awsRegion));
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

    /** The number of different values that are not empty. */
    private static int count(Collection<TrailKey> keys, Function<TrailKey, String> property) {
        return (int) keys.stream()
                .map(property)
                .filter(value -> !value.isEmpty())
                .distinct()
                .count();
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

        /** @param now the failure of each trail or area; empty where there is none */
        void update(Map<TrailKey, Optional<Failure>> now) {
            Map<TrailKey, Failure> failed = new TreeMap<>();
            Set<TrailKey> known = new HashSet<>();
            now.forEach((key, failure) ->
                    failure.ifPresentOrElse(some -> failed.put(key, some), () -> known.addAll(names(key))));
            known.removeAll(failed.keySet());
            logKnownAgain(known);
            logged.keySet().retainAll(failed.keySet());
            failed.entrySet().removeIf(entry -> !isNews(logged.get(entry.getKey()), entry.getValue()));
            logUnknown(failed);
            logged.putAll(failed);
        }

        /** The key, and that of the time when its account was unknown, which is known again with it. */
        private static List<TrailKey> names(TrailKey key) {
            return List.of(key, new TrailKey("", key.awsRegion(), key.homeRegion(), key.trail()));
        }

        /** A reason that may end by itself does not replace another one, because it may be different in each poll. */
        private static boolean isNews(Failure before, Failure now) {
            return before == null
                    || (before.reason() != now.reason() && !now.reason().retryable());
        }

        private void logUnknown(Map<TrailKey, Failure> news) {
            news.keySet().stream()
                    .collect(Collectors.groupingBy(key -> new Group(key.accountId(), news.get(key))))
                    .forEach((group, keys) -> {
                        Failure failure = group.failure();
                        LoggingEventBuilder line =
                                add(line(keys), "reason", failure.reason().label());
                        add(add(line, "code", failure.code()), "error", failure.message())
                                .log(unknown);
                    });
        }

        private void logKnownAgain(Set<TrailKey> known) {
            logged.keySet().stream()
                    .filter(known::contains)
                    .collect(Collectors.groupingBy(TrailKey::accountId))
                    .forEach((account, keys) -> line(keys).log(knownAgain));
        }

        private static LoggingEventBuilder line(List<TrailKey> keys) {
            TrailKey first = keys.get(0);
            int trails = count(keys, StateLog::trail);
            int regions = count(keys, TrailKey::awsRegion);
            LoggingEventBuilder line = add(LOG.atInfo(), "account", first.accountId());
            line = trails > 1 ? add(line, "trails", trails) : add(line, "trail", first.trail());
            return regions > 1 ? add(line, "regions", regions) : add(line, "region", first.awsRegion());
        }

        private static LoggingEventBuilder add(LoggingEventBuilder line, String key, Object value) {
            return value.equals("") ? line : line.addKeyValue(key, value);
        }
    }
}
