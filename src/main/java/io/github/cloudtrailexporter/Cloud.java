package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsCloudTrail;
import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.web.BuildInfo;
import java.time.Clock;
import java.util.Optional;

/** The AWS that a command polls: the real one, or that of {@link Demo}. */
public interface Cloud {

    /** Makes no call yet. To be closed by the caller. */
    CloudTrailPort connect(ExporterConfig config);

    /** The Region that the environment or the profile names. */
    Optional<String> region(AwsConfig config);

    /** The real AWS, or the one behind the configured {@code endpoint_url}. */
    record Aws(CallListener calls, Clock clock) implements Cloud {

        @Override
        public CloudTrailPort connect(ExporterConfig config) {
            return new AwsCloudTrail(options(config), calls, clock);
        }

        @Override
        public Optional<String> region(AwsConfig config) {
            return AwsCloudTrail.environmentRegion(config.profile().orElse(""));
        }

        private static AwsOptions options(ExporterConfig config) {
            return new AwsOptions(
                    config.aws().profile(),
                    config.aws().endpointUrl(),
                    config.poll().callTimeout(),
                    config.poll().concurrency(),
                    "cloudtrail-exporter/" + BuildInfo.current().version());
        }
    }
}
