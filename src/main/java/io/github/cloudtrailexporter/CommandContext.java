package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The configuration of a command, and how to poll with it.
 *
 * @param source the configuration
 * @param engines polls the AWS of the configuration, or that of {@code --demo}
 */
public record CommandContext(ConfigSource source, Engine.Factory engines) {

    private static final Duration SIGN_IN_TIMEOUT = Duration.ofSeconds(10);

    /**
     * What the options of the command line name.
     *
     * @param calls is notified of every call to AWS
     */
    public static CommandContext of(ConfigOptions options, CallListener calls, Clock clock) {
        if (options.demo()) {
            Demo demo = new Demo(calls, clock);
            return new CommandContext(demo.config(), new Engine.Factory(demo, options.shard(), clock));
        }
        Optional<Path> file = options.file();
        ConfigSource source = file.<ConfigSource>map(ConfigSource.InFile::new).orElseGet(ConfigSource.Ambient::new);
        return new CommandContext(source, new Engine.Factory(new Cloud.Aws(calls, clock), options.shard(), clock));
    }

    /** Makes the first engine, of a configuration that a poll can work with. */
    public Engine start() throws ConfigException, FailedCommandException {
        return engines.create(check());
    }

    /** Reads the configuration, and throws if a poll cannot work with it. */
    public ExporterConfig check() throws ConfigException, FailedCommandException {
        ExporterConfig config = read();
        requireCredentials(config);
        return config;
    }

    /**
     * Requires credentials and a Region if there is no configuration file, because without them there is nothing to poll.
     * With a file, missing credentials are not an error at the start: they may be provided later, and the metrics report
     * them until then.
     */
    private void requireCredentials(ExporterConfig config) throws FailedCommandException {
        if (!(source instanceof ConfigSource.Ambient)) {
            return;
        }
        Optional<String> region = engines.cloud().region(config.aws());
        if (region.isEmpty()) {
            throw new FailedCommandException(
                    "no configuration file and no Region: set AWS_REGION, or write a config.yml (see config.example.yml),"
                            + " or try --demo, which needs no AWS");
        }
        try (CloudTrailPort aws = engines.cloud().connect(config)) {
            aws.signIn(new AwsIdentity.Ambient(), region.get(), SIGN_IN_TIMEOUT);
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.CREDENTIALS) {
                throw new FailedCommandException(
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
