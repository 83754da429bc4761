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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private static final Kind STATUS = new Kind("trail status unknown", "trail status known again");
    private static final Kind SELECTORS = new Kind("event selectors unknown", "event selectors known again");
    private static final Kind DISCOVERY = new Kind("discovery failed", "discovery succeeded again");

    /** What can be unknown: the messages about its two changes. */
    private record Kind(String unknown, String knownAgain) {}

    /** @param key without home Region and name if it is an account and Region of discovery */
    private record Subject(Kind kind, TrailKey key) {

        /** The same as long as its account was unknown. */
        Subject withoutAccount() {
            return new Subject(kind, new TrailKey("", key.awsRegion(), key.homeRegion(), key.trail()));
        }
    }

    /** What changes have in common that are one line. */
    private record Line(Kind kind, String accountId, Optional<Failure> failure) {}

    private record Polled(long trails, long accounts, long regions) {}

    /** The failures that were logged and have not ended. */
    private final Map<Subject, Failure> logged = new HashMap<>();

    private final Map<TrailKey, String> unsupported = new HashMap<>();
    private Polled polled = new Polled(0, 0, 0);

    @Override
    public synchronized void accept(Snapshot snapshot) {
        Map<Subject, Optional<Failure>> now = new LinkedHashMap<>();
        for (DiscoveryReport report : snapshot.discoveries()) {
            TrailKey area = new TrailKey(report.accountId(), report.awsRegion(), "", "");
            now.put(new Subject(DISCOVERY, area), report.failure());
        }
        // Before the first discovery cycle has ended, discovery has not failed: nothing is known yet.
        Optional<Failure> notRun = Optional.of(Failure.of(FailureReason.NOT_RUN));
        boolean firstCycle = now.values().removeIf(notRun::equals);
        snapshot.trails().forEach(report -> addTrail(report, now));
        if (!firstCycle) {
            logPolled(now.keySet().stream().map(Subject::key).toList());
        }
        logChanges(now);
    }

    /** A trail whose status is unknown is logged as such, so its selectors are not logged in addition. */
    private void addTrail(TrailReport report, Map<Subject, Optional<Failure>> now) {
        TrailKey key = report.key();
        Optional<Failure> failure =
                report.outcome() instanceof Failed failed ? Optional.of(failed.failure()) : Optional.empty();
        now.put(new Subject(STATUS, key), failure);
        if (report.selectors() instanceof Known known) {
            now.put(new Subject(SELECTORS, key), Optional.empty());
            logUnsupported(key, known);
        } else if (report.selectors() instanceof Unreadable unreadable && failure.isEmpty()) {
            now.put(new Subject(SELECTORS, key), Optional.of(unreadable.failure()));
        }
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

    private void logPolled(Collection<TrailKey> keys) {
        Polled now = new Polled(trails(keys), count(keys, TrailKey::accountId), count(keys, TrailKey::awsRegion));
        if (!now.equals(polled)) {
            polled = now;
            LOG.atInfo()
                    .addKeyValue("trails", now.trails())
                    .addKeyValue("accounts", now.accounts())
                    .addKeyValue("regions", now.regions())
                    .log("polling");
        }
    }

    private void logChanges(Map<Subject, Optional<Failure>> now) {
        Map<Subject, Optional<Failure>> changes = new LinkedHashMap<>();
        now.forEach((subject, failure) -> {
            if (failure.isEmpty()) {
                Stream.of(subject, subject.withoutAccount())
                        .filter(known -> logged.containsKey(known) && !isUnknown(known, now))
                        .forEach(known -> changes.put(known, failure));
            } else if (isNews(logged.get(subject), failure.get())) {
                logged.put(subject, failure.get());
                changes.put(subject, failure);
            }
        });
        logged.keySet().removeIf(subject -> !isUnknown(subject, now));
        Map<Line, List<TrailKey>> lines = new LinkedHashMap<>();
        changes.forEach((subject, failure) -> lines.computeIfAbsent(
                        new Line(subject.kind(), subject.key().accountId(), failure), line -> new ArrayList<>())
                .add(subject.key()));
        lines.forEach(StateLog::log);
    }

    private static boolean isUnknown(Subject subject, Map<Subject, Optional<Failure>> now) {
        return now.getOrDefault(subject, Optional.empty()).isPresent();
    }

    /** A reason that may end by itself does not replace another one, because it may be different in each poll. */
    private static boolean isNews(Failure before, Failure now) {
        return before == null
                || (before.reason() != now.reason() && !now.reason().retryable());
    }

    private static void log(Line line, List<TrailKey> keys) {
        LoggingEventBuilder log = add(LOG.atInfo(), "account", line.accountId());
        log = add(log, "trail", trails(keys), keys.get(0).trail());
        log = add(log, "region", count(keys, TrailKey::awsRegion), keys.get(0).awsRegion());
        if (line.failure().isEmpty()) {
            log.log(line.kind().knownAgain());
            return;
        }
        Failure failure = line.failure().get();
        log = add(log, "reason", failure.reason().label());
        log = add(log, "code", failure.code());
        add(log, "error", failure.message()).log(line.kind().unknown());
    }

    private static LoggingEventBuilder add(LoggingEventBuilder log, String key, long count, String only) {
        return count > 1 ? log.addKeyValue(key + "s", count) : add(log, key, only);
    }

    private static LoggingEventBuilder add(LoggingEventBuilder log, String key, String value) {
        return value.isEmpty() ? log : log.addKeyValue(key, value);
    }

    private static long trails(Collection<TrailKey> keys) {
        return count(
                keys, key -> key.trail().isEmpty() ? "" : key.accountId() + "/" + key.homeRegion() + "/" + key.trail());
    }

    /** The number of different values that are not empty. */
    private static long count(Collection<TrailKey> keys, Function<TrailKey, String> property) {
        return keys.stream()
                .map(property)
                .filter(value -> !value.isEmpty())
                .distinct()
                .count();
    }
}
