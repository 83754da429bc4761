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
 * The calls that the simulated AWS received: the number per operation, and the latest in detail. Calls that it
 * rejected are counted as well, so that a test can prove that only the allowed calls were made. Thread-safe.
 */
public final class CallLog {

    private static final int DETAILS_KEPT = 100_000;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Deque<CallRecord> details = new ArrayDeque<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    CallLog() {}

    /** The number of calls of this operation since the start or the last reset. */
    public long count(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** The number of calls by the name of the operation. */
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

    /** The highest number of concurrent calls. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Removes all calls and counts. */
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
