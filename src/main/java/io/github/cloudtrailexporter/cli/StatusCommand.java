package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.CommandContext;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    public Integer call() throws ConfigException, IOException {
        config.installLog();
        Snapshot snapshot = poll();
        Instant now = Instant.now();
        command.commandLine()
                .getOut()
                .print(output == Output.json ? StatusJson.of(snapshot, now) : StatusTable.of(snapshot, now));
        return exitCode(snapshot, now);
    }

    private Snapshot poll() throws ConfigException, IOException {
        CommandContext context = CommandContext.of(config, CallListener.NONE);
        ExporterConfig checked = context.check();
        try (Poller poller = context.poller(checked, snapshot -> {})) {
            return poller.snapshot(Deadline.in(checked.poll().timeout()));
        }
    }

    /**
     * Unknown goes before every other state, because the rest of the result is incomplete. No trail at all is not healthy:
     * nothing is recorded, or the configuration selects the wrong place.
     */
    private static int exitCode(Snapshot snapshot, Instant now) {
        Set<State> states = snapshot.trails().stream()
                .map(report -> TrailHealth.of(report, now).state())
                .collect(Collectors.toSet());
        if (states.contains(State.UNKNOWN)
                || snapshot.discoveries().stream()
                        .anyMatch(report -> report.failure().isPresent())) {
            return UNKNOWN;
        }
        return states.equals(Set.of(State.HEALTHY)) ? ALL_HEALTHY : NOT_HEALTHY;
    }
}
