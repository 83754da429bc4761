package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.demo.DemoCloudTrail;
import io.github.cloudtrailexporter.demo.DemoCompany;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import java.time.Clock;
import java.util.Optional;

/** The AWS behind {@code --demo}, and the configuration that polls it. A reload does not restart its incident. */
final class Demo implements Cloud {

    private final DemoCompany company;
    private final CallListener calls;
    private final Clock clock;

    Demo(CallListener calls, Clock clock) {
        this.company = new DemoCompany(clock.instant());
        this.calls = calls;
        this.clock = clock;
    }

    ConfigSource config() {
        return new ConfigSource.Text("demo", company.configuration());
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
