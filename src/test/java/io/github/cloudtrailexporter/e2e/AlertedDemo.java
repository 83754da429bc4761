package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.rules.Faster;
import io.github.cloudtrailexporter.rules.RunningAlertmanager;
import io.github.cloudtrailexporter.rules.RunningAlertmanager.Message;
import io.github.cloudtrailexporter.simulator.DemoScenario;
import io.github.cloudtrailexporter.simulator.DemoTimings;
import io.github.cloudtrailexporter.simulator.DemoTrail;
import io.github.cloudtrailexporter.simulator.FastForward;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The demo's company with everything that is shipped around it: the packaged exporter, Prometheus with the example
 * configuration and the rules, Alertmanager with the example configuration and the templates. An hour takes a minute, for
 * AWS, Prometheus and Alertmanager alike.
 */
final class AlertedDemo implements AutoCloseable {

    /** How much faster than in life everything is. */
    static final int PACE = 60;

    /** In the time of the story. Until it breaks there is half an hour for everything else to be told. */
    private static final DemoTimings TIMINGS = new DemoTimings(Duration.ofMinutes(30), Duration.ofMinutes(45));

    private static final Path PROMETHEUS = Path.of("prometheus");
    private static final String CONFIG = """
            aws:
              endpoint_url: %s
            poll:
              min_interval: 0
            discovery_interval: 10s
            """;

    private final SimulatedAws aws = SimulatedAws.start();
    private final RunningAlertmanager alertmanager;
    private final DemoScenario scenario;
    private final FastForward time;
    private final Instant start;
    private final ExporterProcess exporter;
    private final PrometheusProcess prometheus;

    AlertedDemo(Path folder) throws IOException, InterruptedException {
        alertmanager = RunningAlertmanager.startFaster(folder.resolve("alertmanager"), PACE);
        start = Instant.now();
        time = new FastForward(start, PACE);
        scenario = DemoScenario.on(aws, Clock.systemUTC(), TIMINGS);
        scenario.trails().forEach(trail -> time.play(simulated(trail), trail.regions()));
        Path config = Files.writeString(
                folder.resolve("config.yml"),
                CONFIG.formatted(aws.endpoint()) + scenario.configYaml() + scenario.discoveryYaml());
        exporter = Jar.in(folder).withKeys().serve("--config.file=" + config, "--timeout-offset=0.1");
        Files.writeString(
                folder.resolve("cloudtrail.rules.yml"),
                Faster.by(PACE, Files.readString(PROMETHEUS.resolve("cloudtrail.rules.yml"))));
        prometheus = PrometheusProcess.start(folder, configuration());
    }

    /** The shipped example. Only the scrape may take all of its second: this machine has other things to do, too. */
    private String configuration() throws IOException {
        return Faster.by(PACE, Files.readString(PROMETHEUS.resolve("prometheus.example.yml")))
                .replace("scrape_timeout: 500ms", "scrape_timeout: 1s")
                .replace("localhost:10106", "127.0.0.1:" + exporter.port())
                .replace("localhost:9093", alertmanager.address());
    }

    private SimulatedTrail simulated(DemoTrail trail) {
        String[] arn = trail.arn().split(":", -1);
        return aws.account(arn[4]).trail(arn[5].substring("trail/".length()), arn[3]);
    }

    /** Everybody repairs what is theirs. The trail that breaks later is not touched. */
    void healAllButTheLast() {
        List<DemoTrail> trails = scenario.trails();
        aws.clearFaults();
        trails.subList(0, trails.size() - 1)
                .forEach(trail -> time.heal(simulated(trail), trail.regions(), Instant.now()));
    }

    /** When the last trail's first error is to be seen in AWS. */
    Instant breaks() {
        return start.plus(TIMINGS.breaksAfter().dividedBy(PACE));
    }

    Instant start() {
        return start;
    }

    /** What arrived at Slack, or of it what says that something is over. */
    List<Message> slack(boolean resolved) {
        return alertmanager.messagesTo("/slack").stream()
                .filter(message -> message.body().toString().contains("title=[RESOLVED]") == resolved)
                .toList();
    }

    List<Message> arrived(String service) {
        return alertmanager.messagesTo(service);
    }

    Map<String, List<String>> states() {
        return alertmanager.statesByAlert();
    }

    void await(String what, Duration patience, BooleanSupplier condition) {
        alertmanager.waitUntil(what, patience, condition);
    }

    @Override
    public void close() {
        prometheus.close();
        exporter.close();
        alertmanager.close();
        aws.close();
    }
}
