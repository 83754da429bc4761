package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.AmbientCheck;
import io.github.cloudtrailexporter.Engine;
import io.github.cloudtrailexporter.FailedCommandException;
import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.Setting;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Polls once and says how every trail fares. */
@Command(
        name = "status",
        header = "Poll once and print every trail with its state.",
        description =
                "Exit code: 0 if every trail is healthy, 1 if one is not or there is none, 2 if one could not be asked.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class StatusCommand implements Callable<Integer> {

    private static final int ALL_HEALTHY = 0;
    private static final int NOT_HEALTHY = 1;
    private static final int NOT_ASKED = 2;

    /** How the status is printed. */
    enum Output {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
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

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() throws ConfigException, FailedCommandException {
        log.install();
        Clock clock = Clock.systemUTC();
        Snapshot snapshot = poll(Setting.of(config, CallListener.NONE, clock));
        Instant now = clock.instant();
        StandardOutput.print(
                command.commandLine(), output == Output.JSON ? StatusJson.of(snapshot, now) : table(snapshot, now));
        return exitCode(snapshot, now);
    }

    private static String table(Snapshot snapshot, Instant now) {
        return new StatusTable(Terminal.hasColor()).of(snapshot, now);
    }

    private Snapshot poll(Setting setting) throws ConfigException, FailedCommandException {
        ExporterConfig read = setting.source().read();
        Engine.Surroundings surroundings = setting.surroundings(config.shard());
        AmbientCheck.pass(setting.source(), read, surroundings);
        try (Engine engine = new Engine(read, surroundings)) {
            return engine.snapshot(Deadline.in(engine.pollTimeout()));
        }
    }

    /**
     * What could not be asked comes first: where something is unknown, the rest is only half the truth. Where there is no
     * trail nothing is recorded, or the configuration looks in the wrong place; neither is healthy.
     */
    static int exitCode(Snapshot snapshot, Instant now) {
        boolean looked =
                snapshot.discoveries().stream().map(DiscoveryReport::failure).allMatch(f -> f.isEmpty());
        var states = snapshot.trails().stream()
                .map(report -> TrailHealth.of(report, now).state())
                .toList();
        if (!looked || states.contains(TrailHealth.State.UNKNOWN)) {
            return NOT_ASKED;
        }
        boolean healthy = !states.isEmpty() && states.stream().allMatch(TrailHealth.State.HEALTHY::equals);
        return healthy ? ALL_HEALTHY : NOT_HEALTHY;
    }
}
