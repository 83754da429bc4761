package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsCloudTrail;
import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.cli.ConfigOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.demo.DemoCloudTrail;
import io.github.cloudtrailexporter.demo.DemoCompany;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CallPool;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.discovery.Discovery;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.BuildInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The configuration of a command, and the AWS that it polls: the real one, or that of {@code --demo}.
 *
 * @param name of the configuration, in messages
 * @param source the configuration; each reload reads it again
 * @param region the Region that the environment or the profile names
 * @param port connects to AWS; makes no call yet
 */
public record CommandContext(
        String name,
        Source source,
        Function<AwsConfig, Optional<String>> region,
        Function<ExporterConfig, CloudTrailPort> port,
        Shard shard) {

    private static final String NO_FILE = "the ambient AWS credentials (no configuration file)";

    private static final Duration SIGN_IN_TIMEOUT = Duration.ofSeconds(10);

    /** The Region of STS if neither the configuration nor the environment names one. */
    private static final String LAST_RESORT_REGION = "us-east-1";

    /** The source of the configuration. */
    @FunctionalInterface
    public interface Source {
        /** Reads and validates it; the Region of the environment or profile is for discovery entries without Regions. */
        ExporterConfig read(Function<AwsConfig, Optional<String>> defaultRegion) throws ConfigException;
    }

    /** What the options of the command line name; {@code calls} is notified of every call to AWS. */
    public static CommandContext of(ConfigOptions options, CallListener calls) {
        Clock clock = Clock.systemUTC();
        if (options.demo()) {
            // A reload does not restart the incident. The environment does not matter: each Region is configured.
            DemoCompany company = new DemoCompany(clock.instant());
            return new CommandContext(
                    "demo",
                    region -> ConfigReader.read("demo", company.configuration(), Map.of()),
                    aws -> Optional.empty(),
                    config -> new DemoCloudTrail(company, clock, calls),
                    options.shard());
        }
        // Without a file: the account of the ambient credentials, in the Region of the environment.
        Source ownAccount = region -> ConfigReader.read(NO_FILE, "discovery: [{}]", Map.of());
        Optional<Path> file = options.file();
        return new CommandContext(
                file.map(Path::toString).orElse(NO_FILE),
                file.isPresent() ? region -> ConfigReader.read(file.get(), System.getenv(), region) : ownAccount,
                aws -> AwsCloudTrail.environmentRegion(aws.profile().orElse("")),
                config -> new AwsCloudTrail(awsOptions(config), calls, clock),
                options.shard());
    }

    private static AwsOptions awsOptions(ExporterConfig config) {
        return new AwsOptions(
                config.aws().profile(),
                config.aws().endpointUrl(),
                config.poll().callTimeout(),
                config.poll().concurrency(),
                "cloudtrail-exporter/" + BuildInfo.current().version());
    }

    /** Reads the configuration. An {@link IOException} contains the remedy if a poll cannot work with it. */
    public ExporterConfig check() throws ConfigException, IOException {
        ExporterConfig config = read();
        // With a file, missing credentials may be provided later, and the metrics report them until then.
        if (name.equals(NO_FILE)) {
            requireCredentials(config);
        }
        return config;
    }

    private void requireCredentials(ExporterConfig config) throws IOException {
        String home = region.apply(config.aws())
                .orElseThrow(() -> new IOException(
                        "no configuration file and no Region: set AWS_REGION, or write a config.yml (see config.example.yml),"
                                + " or try --demo, which needs no AWS"));
        try (CloudTrailPort aws = port.apply(config)) {
            aws.signIn(new AwsIdentity.Ambient(), home, SIGN_IN_TIMEOUT);
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.CREDENTIALS) {
                throw new IOException(
                        "no configuration file and no AWS credentials: set AWS_PROFILE (after `aws sso login`), or"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached (EKS,"
                                + " ECS, EC2); or try --demo, which needs no AWS");
            }
        }
    }

    ExporterConfig read() throws ConfigException {
        return source.read(region);
    }

    /** What a configuration polls. */
    public Plan plan(ExporterConfig config) {
        return config.plan(shard, region.apply(config.aws()).orElse(LAST_RESORT_REGION));
    }

    /** Connects the parts of one configuration, all closed with the poller; {@code afterPoll} receives each result. */
    public Poller poller(ExporterConfig config, Consumer<Snapshot> afterPoll) {
        CallPool pool = new CallPool(config.poll().concurrency());
        MetadataCache cache = new MetadataCache(config.discoveryInterval(), System::nanoTime);
        PollerResources resources =
                new PollerResources(port.apply(config), plan(config), pool, cache, Clock.systemUTC());
        Discovery discovery = Discovery.start(resources, config.discoveryInterval());
        return new Poller(resources, discovery, config.poll().minInterval(), afterPoll);
    }
}
