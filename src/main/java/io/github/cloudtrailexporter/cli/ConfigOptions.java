package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.log.Logs;
import io.github.cloudtrailexporter.target.Shard;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that reads the configuration: which one, and how the command logs. */
public final class ConfigOptions {

    private static final Path DEFAULT_FILE = Path.of("config.yml");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--config.file",
            paramLabel = "FILE",
            description = "Configuration file. Default: config.yml if it exists, else discovery with the ambient AWS"
                    + " credentials and Region.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--shard",
            paramLabel = "I",
            defaultValue = "0",
            description = "Index of this replica, 0 to N-1 (default: ${DEFAULT-VALUE}).")
    private int shard;

    @Option(
            names = "--total-shards",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of replicas that share the (account, Region) pairs (default: ${DEFAULT-VALUE}).")
    private int totalShards;

    @Option(
            names = "--demo",
            description = "Run against the built-in simulated AWS; no account, no credentials, no network.")
    private boolean demo;

    @Option(
            names = "--log.level",
            paramLabel = "LEVEL",
            defaultValue = "info",
            description = "debug, info, warn or error (default: ${DEFAULT-VALUE}).")
    private Logs.Level level;

    @Option(
            names = "--log.format",
            paramLabel = "FORMAT",
            defaultValue = "logfmt",
            description = "logfmt or json (default: ${DEFAULT-VALUE}).")
    private Logs.Format format;

    void installLog() {
        Logs.install(level, format);
    }

    public boolean demo() {
        if (demo && file.isPresent()) {
            throw wrongUsage("--demo brings its own configuration: leave out --config.file");
        }
        return demo;
    }

    /**
     * The configuration file, if there is one. A default file that exists and cannot be read (a dangling link, a folder
     * without permission) is an error of its reader, not a reason to poll something else.
     */
    public Optional<Path> file() {
        if (file.filter(path -> path.toString().isEmpty()).isPresent()) {
            throw wrongUsage("--config.file= is empty: expected a file, as in --config.file=config.yml");
        }
        return file.or(
                () -> Optional.of(DEFAULT_FILE).filter(path -> !Files.notExists(path, LinkOption.NOFOLLOW_LINKS)));
    }

    public Shard shard() {
        if (totalShards < 1 || shard < 0 || shard >= totalShards) {
            throw wrongUsage("--shard=" + shard + " --total-shards=" + totalShards + ": expected 0 <= I < N");
        }
        return new Shard(shard, totalShards);
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
