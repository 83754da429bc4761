package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A trail of the soak, with its recent faults and their times. */
final class SoakTrail {

    private static final int SPANS_KEPT = 20;

    private final SimulatedAws aws;
    private final SimulatedTrail trail;
    private final Deque<Span> spans = new ArrayDeque<>();
    private Optional<InjectedFault> injected = Optional.empty();

    /** From before the injection until after the end of the fault, in Unix milliseconds. */
    private record Span(SoakFault fault, long from, long to) {}

    SoakTrail(SimulatedAws aws, SimulatedTrail trail) {
        this.aws = aws;
        this.trail = trail;
        spans.add(new Span(SoakFault.NONE, System.currentTimeMillis(), Long.MAX_VALUE));
    }

    String name() {
        return trail.name();
    }

    String account() {
        return trail.account().id();
    }

    String arn() {
        return trail.arn();
    }

    /** From now on the trail has this fault. */
    synchronized void become(SoakFault fault) {
        begin(fault);
        Optional<InjectedFault> before = injected;
        injected = fault.equals(SoakFault.NONE) || fault.equals(SoakFault.ROLE_DENIED)
                ? Optional.empty()
                : Optional.of(aws.inject(FaultScope.on("GetTrailStatus").trail(trail.arn()), fault.fault()));
        before.ifPresent(InjectedFault::end);
    }

    private void begin(SoakFault fault) {
        spans.addLast(new Span(fault, System.currentTimeMillis(), Long.MAX_VALUE));
        if (spans.size() > SPANS_KEPT) {
            spans.removeFirst();
        }
    }

    /** Ends the previous fault; called when the change is effective. */
    synchronized void changed() {
        Span now = spans.removeLast();
        Span before = spans.removeLast();
        spans.addLast(new Span(before.fault(), before.from(), System.currentTimeMillis()));
        spans.addLast(now);
    }

    /**
     * All allowed states on the page, if the trail was polled in this period.
     *
     * @param began the start of the poll: a session from before the role was denied remains valid
     */
    synchronized Set<String> words(long from, long to, long began) {
        Set<String> words = new HashSet<>();
        boolean roleWasGood = false;
        for (Span span : spans) {
            if (span.from() <= to && span.to() >= from) {
                words.add(span.fault().words());
                if (span.fault().equals(SoakFault.ROLE_DENIED) && roleWasGood) {
                    words.add(SoakFault.NONE.words());
                }
            }
            roleWasGood = !span.fault().equals(SoakFault.ROLE_DENIED) && span.to() >= began;
        }
        return words;
    }
}
