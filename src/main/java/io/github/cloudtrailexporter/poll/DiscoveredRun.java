package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The discovered trails in one poll: those that are known when it begins, and those of the first round if it waits for it. */
final class DiscoveredRun {

    private final Discovery discovery;
    private final PollRun run;

    DiscoveredRun(Discovery discovery, PollRun run) {
        this.discovery = discovery;
        this.run = run;
    }

    CompletableFuture<Void> start() {
        if (discovery.firstRound().isDone()) {
            return ask(discovery.targets());
        }
        return PollRun.all(List.of(
                ask(discovery.targets()), discovery.firstRound().thenCompose(nothing -> ask(discovery.targets()))));
    }

    private CompletableFuture<Void> ask(Collection<Target> targets) {
        Map<Access, List<Target>> byAccess = targets.stream().collect(Collectors.groupingBy(Target::access));
        return PollRun.all(byAccess.entrySet().stream()
                .map(entry -> ask(entry.getKey(), entry.getValue()))
                .toList());
    }

    private CompletableFuture<Void> ask(Access access, List<Target> targets) {
        return run.session(access, targets.get(0).region())
                .thenCompose(session -> PollRun.all(
                        targets.stream().map(target -> run.ask(session, target)).toList()))
                .exceptionally(error -> {
                    Failure failure = PollRun.failureOf(error);
                    targets.forEach(target -> run.cannotAsk(target, failure));
                    return null;
                });
    }
}
