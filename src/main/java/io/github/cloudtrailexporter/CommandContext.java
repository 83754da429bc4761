package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.PollConfig;
import io.github.cloudtrailexporter.demo.DemoCompany;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The configuration of a command, and how to poll with it.
 *
 * @param name of the configuration, in messages
 * @param source the configuration; each reload reads it again
 * @param engines polls the AWS of the configuration, or that of {@code --demo}
 */
public record CommandContext(String name, Source source, Engine.Factory engines) {

    private static final Duration SIGN_IN_TIMEOUT = Duration.ofSeconds(10);

    private static final String NO_FILE = "the ambient AWS credentials (no configuration file)";

    /** The source of the configuration. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads and validates the configuration.
         *
         * @param defaultRegion the Region of the environment or profile, for discovery entries without Regions
         */
        ExporterConfig read(Function<AwsConfig, Optional<String>> defaultRegion) throws ConfigException;
    }

    /** There is neither a configuration file nor an AWS to poll without one. The message contains the remedy. */
    public static final class NothingToPollException extends Exception {
        private static final long serialVersionUID = 1L;

        private NothingToPollException(String message) {
            super(message);
        }
    }

    /** What the options of the command line name. */
    public static CommandContext of(ConfigOptions options) {
        return of(options, CallListener.NONE, snapshot -> {});
    }

    /**
     * The same with listeners.
     *
     * @param calls is notified of every call to AWS
     * @param afterPoll receives the result of each poll
     */
    static CommandContext of(ConfigOptions options, CallListener calls, Consumer<Snapshot> afterPoll) {
        Clock clock = Clock.systemUTC();
        if (options.demo()) {
            Cloud.Demo demo = new Cloud.Demo(new DemoCompany(clock.instant()), calls, clock);
            Engine.Factory engines = new Engine.Factory(demo, options.shard(), clock, afterPoll);
            return new CommandContext("demo", defaultRegion -> demo.config(), engines);
        }
        Engine.Factory engines = new Engine.Factory(new Cloud.Aws(calls, clock), options.shard(), clock, afterPoll);
        Optional<Path> file = options.file();
        return file.isPresent()
                ? new CommandContext(
                        file.get().toString(),
                        defaultRegion -> ConfigReader.read(file.get(), System.getenv(), defaultRegion),
                        engines)
                : new CommandContext(NO_FILE, defaultRegion -> ownAccount(), engines);
    }

    /** Discovers the trails of the account of the ambient credentials, in the Region of the environment. */
    private static ExporterConfig ownAccount() {
        DiscoverySource own = new DiscoverySource(
                new DiscoverySource.OneAccount(new AwsIdentity.Ambient(), ""), new Regions.Home(), NameFilter.ALL);
        return new ExporterConfig(
                List.of(),
                List.of(own),
                ExporterConfig.DEFAULT_DISCOVERY_INTERVAL,
                PollConfig.DEFAULT,
                AwsConfig.DEFAULT);
    }

    /** Makes the first engine, of a configuration that a poll can work with. */
    public Engine start() throws ConfigException, NothingToPollException {
        return engines.create(check());
    }

    /** Reads the configuration, and throws if a poll cannot work with it. */
    public ExporterConfig check() throws ConfigException, NothingToPollException {
        ExporterConfig config = read();
        // With a file, missing credentials are not an error at the start: they may be provided later, and the metrics
        // report them until then.
        if (name.equals(NO_FILE)) {
            requireCredentials(config);
        }
        return config;
    }

    /** Requires credentials and a Region, because without them there is nothing to poll. */
    private void requireCredentials(ExporterConfig config) throws NothingToPollException {
        Optional<String> region = engines.cloud().region(config.aws());
        if (region.isEmpty()) {
            throw new NothingToPollException(
                    "no configuration file and no Region: set AWS_REGION, or write a config.yml (see config.example.yml),"
                            + " or try --demo, which needs no AWS");
        }
        try (CloudTrailPort aws = engines.cloud().connect(config)) {
            aws.signIn(new AwsIdentity.Ambient(), region.get(), SIGN_IN_TIMEOUT);
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.CREDENTIALS) {
                throw new NothingToPollException(
                        "no configuration file and no AWS credentials: set AWS_PROFILE (after `aws sso login`), or"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached (EKS,"
                                + " ECS, EC2); or try --demo, which needs no AWS");
            }
        }
    }

    ExporterConfig read() throws ConfigException {
        return source.read(engines.cloud()::region);
    }
}
