package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Without a configuration file there is nothing to do without credentials and a Region: better said at the start than
 * found on a page. With a file, credentials may come later, and the page tells.
 */
public final class AmbientCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private AmbientCheck() {}

    public static void pass(ConfigSource source, ExporterConfig config, Cloud cloud) throws FailedCommandException {
        if (!(source instanceof ConfigSource.Ambient)) {
            return;
        }
        Optional<String> region = cloud.region(config);
        if (region.isEmpty()) {
            throw new FailedCommandException(
                    "no configuration file and no Region: set AWS_REGION, or write a config.yml (see config.example.yml),"
                            + " or try --demo, which needs no AWS");
        }
        try (CloudTrailPort aws = cloud.connect(config)) {
            aws.signIn(new AwsIdentity.Ambient(), region.get(), PATIENCE);
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
