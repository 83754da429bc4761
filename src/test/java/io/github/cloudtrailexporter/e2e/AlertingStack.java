package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.rules.Faster;
import io.github.cloudtrailexporter.rules.Generation;
import io.github.cloudtrailexporter.rules.RunningAlertmanager;
import io.github.cloudtrailexporter.rules.RunningAlertmanager.Message;
import io.github.cloudtrailexporter.simulator.FastForward;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * All shipped parts on a simulated AWS: the packaged exporter, Prometheus with the example configuration and the rules,
 * Alertmanager with the example configuration and the templates. An hour takes a minute, for Prometheus, Alertmanager and
 * the {@linkplain #time() deliveries}; on a machine that is too busy for one scrape per second it takes longer.
 */
final class AlertingStack implements AutoCloseable {

    private static final int FASTEST = 60;
    private static final int SLOWEST = 12;

    private static final Path PROMETHEUS = Path.of("prometheus");
    private static final String CONFIG = """
            aws:
              endpoint_url: %s
            poll:
              min_interval: 0
            discovery_interval: 10s
            """;

    private final Jar jar;
    private final int port;
    private final int pace;
    private final FastForward time;
    private final RunningAlertmanager alertmanager;
    private final PrometheusProcess prometheus;
    private ExporterProcess exporter;

    /**
     * Starts all parts.
     *
     * @param founded the moment at which simulated and real time are equal
     * @param polled the configuration's lists {@code trails} and {@code discovery}
     */
    AlertingStack(Generation generation, Path folder, SimulatedAws aws, Instant founded, String polled)
            throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("config.yml"), CONFIG.formatted(aws.endpoint()) + polled);
        jar = Jar.in(folder).withKeys().arguments("--config.file=" + config, "--timeout-offset=0.1");
        exporter = jar.serve();
        port = exporter.port();
        pace = paceOfThisMachine();
        time = new FastForward(founded, pace);
        alertmanager = RunningAlertmanager.startFaster(generation, folder.resolve("alertmanager"), pace);
        Files.writeString(
                folder.resolve("cloudtrail.rules.yml"),
                Faster.by(pace, Files.readString(PROMETHEUS.resolve("cloudtrail.rules.yml"))));
        prometheus = PrometheusProcess.start(generation.require("prometheus"), folder, configuration());
    }

    /** The acceleration: a scrape interval must be long enough for three scrapes of a warm exporter. */
    private int paceOfThisMachine() throws IOException, InterruptedException {
        for (int i = 0; i < 10; i++) {
            exporter.scrape();
        }
        long slowest = 1;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            exporter.scrape();
            slowest = Math.max(
                    slowest, Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
        return (int) Math.max(SLOWEST, Math.min(FASTEST, Duration.ofMinutes(1).toMillis() / (3 * slowest)));
    }

    /** The shipped example, except that a scrape may take its whole interval, for busy machines. */
    private String configuration() throws IOException {
        return Faster.by(
                        pace,
                        Files.readString(PROMETHEUS.resolve("prometheus.example.yml"))
                                .replace("_timeout: 30s", "_timeout: 60s"))
                .replace("localhost:10106", "127.0.0.1:" + port)
                .replace("localhost:9093", alertmanager.address());
    }

    /** Stops the exporter. */
    void killExporter() {
        exporter.close();
    }

    void restartExporter() throws IOException, InterruptedException {
        exporter = jar.serve("--web.listen-address=127.0.0.1:" + port);
    }

    int pace() {
        return pace;
    }

    /** Accelerates the deliveries of trails to the same pace. */
    FastForward time() {
        return time;
    }

    List<Message> arrived(String service) {
        return alertmanager.messagesTo(service);
    }

    /** The channel and the title of each message to Slack, in order. */
    List<String> slackMessages() {
        return arrived("/slack").stream().map(Slack::headline).toList();
    }

    /** The alerts of Alertmanager, each active or suppressed. */
    Map<String, List<String>> states() {
        return alertmanager.statesByAlert();
    }

    /** @param patience in simulated time */
    void await(String what, Duration patience, BooleanSupplier condition) {
        alertmanager.waitUntil(what, patience.dividedBy(pace), condition);
    }

    /** Alertmanager notifies a group at most every five minutes, and calls the dead man's switch every minute. */
    void assertNoFurtherMessages() {
        int already = arrived("/ping").size();
        await("eight pings", Duration.ofMinutes(100), () -> arrived("/ping").size() >= already + 8);
    }

    @Override
    public void close() {
        prometheus.close();
        exporter.close();
        alertmanager.close();
    }
}
