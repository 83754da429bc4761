package io.github.cloudtrailexporter.simulator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An active fault. */
public final class InjectedFault {

    private final FaultScope scope;
    private final Fault fault;
    private final AtomicLong left;
    private final AtomicLong hits = new AtomicLong();

    InjectedFault(FaultScope scope, Fault fault, long times) {
        this.scope = scope;
        this.fault = fault;
        this.left = new AtomicLong(times);
    }

    /** The number of calls that it affected. */
    public long hits() {
        return hits.get();
    }

    /** Waits until it has affected a call; fails if none comes within a minute. */
    public void awaitHit() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (hits() == 0) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("no call was affected by " + this);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Ends it. Calls that it affects already, such as a hang, are not changed. */
    public void end() {
        left.set(0);
    }

    boolean isSpent() {
        return left.get() <= 0;
    }

    Fault fault() {
        return fault;
    }

    /** Whether it applies to this call; decrements the remaining number of calls. */
    boolean takes(ApiCall call, Caller caller) {
        if (isSpent() || !scope.matches(call, caller)) {
            return false;
        }
        boolean taken = left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        if (taken) {
            hits.incrementAndGet();
        }
        return taken;
    }

    @Override
    public String toString() {
        return fault + " on " + scope;
    }
}
