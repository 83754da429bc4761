package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The configuration of a command, and how to poll with it.
 *
 * @param source the configuration
 * @param engines polls the AWS of the configuration, or that of {@code --demo}
 */
public record CommandContext(ConfigSource source, EngineFactory engines) {

    /**
     * What the options of the command line name.
     *
     * @param calls is notified of every call to AWS
     */
    public static CommandContext of(ConfigOptions options, CallListener calls, Clock clock) {
        if (options.demo()) {
            Demo demo = new Demo(calls, clock);
            return new CommandContext(demo.config(), new EngineFactory(demo, options.shard(), clock));
        }
        Optional<Path> file = options.file();
        ConfigSource source = file.<ConfigSource>map(ConfigSource.InFile::new).orElseGet(ConfigSource.Ambient::new);
        return new CommandContext(source, new EngineFactory(new Cloud.Aws(calls, clock), options.shard(), clock));
    }

    /** Makes the first engine, of a configuration that a poll can work with. */
    public Engine start() throws ConfigException, FailedCommandException {
        return engines.create(check());
    }

    /** Reads the configuration, and throws if a poll cannot work with it. */
    public ExporterConfig check() throws ConfigException, FailedCommandException {
        ExporterConfig config = read();
        StartupCheck.run(source, config, engines.cloud());
        return config;
    }

    ExporterConfig read() throws ConfigException {
        return source.read(engines.cloud()::region);
    }
}
