package io.github.cloudtrailexporter.e2e;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Has the expected state of every trail, and verifies the promises on every page. */
final class SoakOracle {

    /** The allowed states of an unknown trail. */
    private static final Set<String> OF_UNKNOWN = Set.of(
            "cloudtrail_up",
            "cloudtrail_failure",
            "cloudtrail_trail_info",
            "cloudtrail_event_selectors_info",
            "cloudtrail_event_selectors_failure");

    private static final Set<String> REASONS = Set.of(
            "access_denied",
            "assume_role_denied",
            "credentials",
            "trail_not_found",
            "not_visible",
            "region_disabled",
            "throttled",
            "timeout",
            "not_run",
            "network",
            "tls",
            "service_error",
            "bad_response",
            "bad_request",
            "internal");

    /** On a busy machine a healthy trail can have these states: unknown, but not wrong. */
    private static final Set<String> LATE = Set.of("unknown timeout", "unknown not_run");

    /** From the creation of AWS's response to the time that the exporter records. */
    private static final long ANSWER_MILLIS = 1_500;

    private static final int COMPLAINTS_KEPT = 50;

    private final Map<String, SoakTrail> trails = new TreeMap<>();
    private final Deque<Configured> configured = new ArrayDeque<>();
    private final Map<String, AtomicInteger> violations = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    final AtomicInteger pages = new AtomicInteger();
    final AtomicInteger states = new AtomicInteger();
    final AtomicInteger late = new AtomicInteger();

    /** The configured trails, with start and end. */
    private record Configured(Set<String> names, long from, long to) {}

    SoakOracle(List<SoakTrail> all) {
        all.forEach(trail -> trails.put(trail.name(), trail));
        List.of("P1", "P3", "P4", "P6", "P9").forEach(promise -> violations.put(promise, new AtomicInteger()));
    }

    /** The exporter is about to reload with these. */
    synchronized void configuring(List<SoakTrail> now) {
        Set<String> names = now.stream().map(SoakTrail::name).collect(Collectors.toSet());
        configured.addLast(new Configured(names, System.currentTimeMillis(), Long.MAX_VALUE));
    }

    /** The reload is complete. */
    synchronized void isConfigured() {
        Configured now = configured.removeLast();
        if (!configured.isEmpty()) {
            Configured before = configured.removeLast();
            configured.addLast(new Configured(before.names(), before.from(), System.currentTimeMillis()));
        }
        configured.addLast(now);
    }

    int violations(String promise) {
        return violations.get(promise).get();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void complain(String promise, String what) {
        violations.get(promise).incrementAndGet();
        if (complaints.size() < COMPLAINTS_KEPT) {
            complaints.add(promise + ": " + what);
        }
    }

    /**
     * Judges one page.
     *
     * @param requested the time of the request
     * @param got the time of the response
     */
    void judge(Page page, long requested, long got) {
        pages.incrementAndGet();
        double poll = page.value("cloudtrail_exporter_poll_duration_seconds");
        long began = requested - (long) (poll * 1000) - 100;
        judgePresence(page, requested, got);
        Map<String, List<Page.Sample>> byTrail = page.samples().stream()
                .filter(sample -> sample.labels().containsKey("trail"))
                .collect(Collectors.groupingBy(sample -> sample.label("trail")));
        byTrail.forEach((name, samples) -> judgeTrail(name, new Page(samples), began, got));
        if (page.samples().stream().anyMatch(sample -> sample.name().equals("fake_metric"))) {
            complain("P3", "a line was injected");
        }
    }

    private void judgePresence(Page page, long requested, long got) {
        List<String> up = page.named("cloudtrail_up").labels("trail");
        Set<String> distinct = new HashSet<>(up);
        if (distinct.size() != up.size()) {
            complain("P1", "a trail is there twice");
        }
        List<Set<String>> allowed = allowed(requested, got);
        if (!allowed.contains(distinct)) {
            boolean mixed = allowed.size() > 1;
            complain(
                    mixed ? "P9" : "P1",
                    "trails " + distinct.size() + " in place of one of "
                            + allowed.stream().map(Set::size).toList());
        }
    }

    private synchronized List<Set<String>> allowed(long from, long to) {
        return configured.stream()
                .filter(span -> span.from() <= to && span.to() >= from)
                .map(Configured::names)
                .toList();
    }

    private void judgeTrail(String name, Page page, long began, long got) {
        states.incrementAndGet();
        boolean up = page.value("cloudtrail_up") == 1;
        if (!up && !OF_UNKNOWN.containsAll(page.names())) {
            complain("P4", name + " is unknown but has " + page.names());
        }
        List<String> reasons = page.named("cloudtrail_failure").labels("reason");
        if (reasons.size() != (up ? 0 : 1) || !REASONS.containsAll(reasons)) {
            complain("P3", name + " has the reasons " + reasons);
        }
        if (up) {
            judgeKnown(name, page, began, got);
        } else {
            judgeWords(name, "unknown " + reasons.get(0), began, got, began);
        }
    }

    private void judgeKnown(String name, Page page, long began, long got) {
        long polled = (long) (page.value("cloudtrail_poll_timestamp_seconds") * 1000);
        if (polled < began || polled > got + 100) {
            complain("P6", name + " was polled " + (began - polled) + " ms before the poll began");
        }
        judgeWords(name, words(page), polled - ANSWER_MILLIS, polled, began);
    }

    private static String words(Page page) {
        String code = page.named("cloudtrail_delivery_error").single().label("code");
        String logging = page.value("cloudtrail_is_logging") == 1 ? "logging" : "stopped";
        return ("up " + logging + " " + code).strip();
    }

    private void judgeWords(String name, String words, long from, long to, long began) {
        Set<String> allowed = trails.containsKey(name) ? trails.get(name).words(from, to, began) : Set.of();
        if (allowed.contains(words)) {
            return;
        }
        if (LATE.contains(words)) {
            late.incrementAndGet();
        } else {
            complain(words.startsWith("up") ? "P4" : "P3", name + " is '" + words + "' in place of " + allowed);
        }
    }
}
