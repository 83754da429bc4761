package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Requires credentials and a Region at the start if there is no configuration file, because without them there is nothing
 * to poll. With a file, missing credentials are not an error at the start: they may be provided later, and the metrics
 * report them until then.
 */
public final class StartupCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private StartupCheck() {}

    /** Throws with instructions if the exporter cannot poll anything. */
    public static void run(ConfigSource source, ExporterConfig config, Cloud cloud) throws FailedCommandException {
        if (!(source instanceof ConfigSource.Ambient)) {
            return;
        }
        Optional<String> region = cloud.region(config.aws());
        if (region.isEmpty()) {
            throw new FailedCommandException(
                    "no configuration file and no Region: set AWS_REGION, or write a config.yml (see config.example.yml),"
                            + " or try --demo, which needs no AWS");
        }
        try (CloudTrailPort aws = cloud.connect(config)) {
            aws.signIn(new AwsIdentity.Ambient(), region.get(), TIMEOUT);
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.CREDENTIALS) {
                throw new FailedCommandException(
                        "no configuration file and no AWS credentials: set AWS_PROFILE (after `aws sso login`), or"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached (EKS,"
                                + " ECS, EC2); or try --demo, which needs no AWS");
            }
        }
    }
}
