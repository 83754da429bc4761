package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsCloudTrail;
import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.demo.DemoCloudTrail;
import io.github.cloudtrailexporter.demo.DemoCompany;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.web.BuildInfo;
import java.time.Clock;
import java.util.Map;
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
            AwsOptions options = new AwsOptions(
                    config.aws().profile(),
                    config.aws().endpointUrl(),
                    config.poll().callTimeout(),
                    config.poll().concurrency(),
                    "cloudtrail-exporter/" + BuildInfo.current().version());
            return new AwsCloudTrail(options, calls, clock);
        }

        @Override
        public Optional<String> region(AwsConfig config) {
            return AwsCloudTrail.environmentRegion(config.profile().orElse(""));
        }
    }

    /** The AWS behind {@code --demo}. A reload does not restart its incident. */
    record Demo(DemoCompany company, CallListener calls, Clock clock) implements Cloud {

        /** The configuration that polls the demo. */
        ExporterConfig config() throws ConfigException {
            return ConfigReader.read("demo", company.configuration(), Map.of());
        }

        @Override
        public CloudTrailPort connect(ExporterConfig config) {
            return new DemoCloudTrail(company, clock, calls);
        }

        /** None: the configuration names every Region, and the environment does not matter. */
        @Override
        public Optional<String> region(AwsConfig config) {
            return Optional.empty();
        }

        /** Printed when the demo has started. */
        static String announcement(String url) {
            return """

                    This is the demo: a simulated AWS with a dozen trails, some of them broken. Look at
                      %1$s/           the status page
                      %1$s/metrics    what Prometheus scrapes
                    After two minutes one more trail fails, for four minutes; after three minutes another one stops recording
                    write events, for twenty. Stop with Ctrl-C.
                    """.formatted(url);
        }
    }
}
