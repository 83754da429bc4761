package io.github.cloudtrailexporter.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The calls that the simulated AWS got: how many of each operation, and the latest of them in detail. Calls that it
 * refused or did not understand are counted too, so a test can prove that nothing but the allowed was asked. Thread-safe.
 */
public final class CallLog {

    private static final int DETAILS_KEPT = 100_000;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Deque<CallRecord> details = new ArrayDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    CallLog() {}

    /** How many calls of this operation came since the start or the last reset. */
    public long count(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** How many calls of each operation came, by its name. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> result = new TreeMap<>();
        counts.forEach((operation, count) -> result.put(operation, count.sum()));
        return result;
    }

    public long total() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** The latest calls (at most 100,000), the oldest first. */
    public List<CallRecord> records() {
        synchronized (details) {
            return List.copyOf(details);
        }
    }

    /** The latest calls of one operation, the oldest first. */
    public List<CallRecord> records(String operation) {
        return records().stream()
                .filter(call -> call.operation().equals(operation))
                .toList();
    }

    /** The most calls that were being answered at one time. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Forgets everything. */
    public void reset() {
        counts.clear();
        mostInFlight.set(inFlight.get());
        synchronized (details) {
            details.clear();
        }
    }

    void begin(CallRecord call) {
        counts.computeIfAbsent(call.operation(), key -> new LongAdder()).increment();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        synchronized (details) {
            if (details.size() == DETAILS_KEPT) {
                details.removeFirst();
            }
            details.addLast(call);
        }
    }

    void end() {
        inFlight.decrementAndGet();
    }
}
