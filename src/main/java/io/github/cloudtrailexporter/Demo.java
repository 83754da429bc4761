package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.simulator.DemoScenario;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.time.Clock;
import java.util.Optional;

/** The simulated AWS behind {@code --demo}, and the configuration that polls it. */
public final class Demo implements AutoCloseable {

    public static final AwsOptions.StaticKeys KEYS = new AwsOptions.StaticKeys("AKIADEMO", "demo", Optional.empty());

    private final SimulatedAws aws;
    private final String config;

    private Demo(SimulatedAws aws, String config) {
        this.aws = aws;
        this.config = config;
    }

    public static Demo start(Clock clock) {
        SimulatedAws aws = SimulatedAws.start(clock);
        DemoScenario scenario = DemoScenario.on(aws, clock);
        // Nothing costs anything here, and a story that unfolds in minutes wants fresh answers.
        String config = "aws:\n  endpoint_url: " + aws.endpoint() + "\npoll:\n  min_interval: 5s\n"
                + scenario.configYaml() + scenario.discoveryYaml();
        return new Demo(aws, config);
    }

    ConfigSource config() {
        return new ConfigSource.Text("demo", config);
    }

    /** The same as text. */
    public String yaml() {
        return config;
    }

    /** Keys that the simulated AWS takes for those of the demo's own account, whatever the environment holds. */
    Optional<AwsOptions.StaticKeys> keys() {
        return Optional.of(KEYS);
    }

    @Override
    public void close() {
        aws.close();
    }
}
