package io.github.cloudtrailexporter.simulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The active faults. If several match a call, the one injected last applies. */
final class Faults {

    private final List<InjectedFault> injected = new CopyOnWriteArrayList<>();

    InjectedFault inject(InjectedFault fault) {
        injected.removeIf(InjectedFault::isSpent);
        injected.add(0, fault);
        return fault;
    }

    void clear() {
        injected.forEach(InjectedFault::end);
        injected.clear();
    }

    Optional<Fault> meeting(ApiCall call, Caller caller) {
        return injected.stream()
                .filter(fault -> fault.takes(call, caller))
                .findFirst()
                .map(InjectedFault::fault);
    }
}
