package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.CommandContext;
import io.github.cloudtrailexporter.CommandContext.NothingToPollException;
import io.github.cloudtrailexporter.Engine;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Polls once and prints the state of every trail. */
@Command(
        name = "status",
        header = "Poll once and print every trail with its state.",
        description =
                "Exit code: 0 if every trail is healthy, 1 if one is not or there is none, 2 if one could not be polled.")
final class StatusCommand implements Callable<Integer> {

    private static final int ALL_HEALTHY = 0;
    private static final int NOT_HEALTHY = 1;
    private static final int UNKNOWN = 2;

    /** How the status is printed, named as on the command line. */
    enum Output {
        table,
        json
    }

    @Spec
    private CommandSpec command;

    @Mixin
    private ConfigOptions config;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, for people, or json, for programs (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Override
    public Integer call() throws ConfigException, NothingToPollException {
        config.installLog();
        Snapshot snapshot = poll();
        Instant now = Instant.now();
        command.commandLine()
                .getOut()
                .print(output == Output.json ? StatusJson.of(snapshot, now) : StatusTable.of(snapshot, now));
        return exitCode(snapshot, now);
    }

    private Snapshot poll() throws ConfigException, NothingToPollException {
        CommandContext context = CommandContext.of(config, CallListener.NONE);
        Engine engine = context.engine(context.check(), snapshot -> {});
        try (Poller poller = engine.poller()) {
            return poller.snapshot(Deadline.in(engine.pollTimeout()));
        }
    }

    /**
     * Unknown goes before every other state, because the rest of the result is incomplete. No trail at all is not healthy:
     * nothing is recorded, or the configuration selects the wrong place.
     */
    static int exitCode(Snapshot snapshot, Instant now) {
        boolean discovered =
                snapshot.discoveries().stream().map(DiscoveryReport::failure).allMatch(f -> f.isEmpty());
        var states = snapshot.trails().stream()
                .map(report -> TrailHealth.of(report, now).state())
                .toList();
        if (!discovered || states.contains(TrailHealth.State.UNKNOWN)) {
            return UNKNOWN;
        }
        boolean healthy = !states.isEmpty() && states.stream().allMatch(TrailHealth.State.HEALTHY::equals);
        return healthy ? ALL_HEALTHY : NOT_HEALTHY;
    }
}
