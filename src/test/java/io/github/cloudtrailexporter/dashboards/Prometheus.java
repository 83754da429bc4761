package io.github.cloudtrailexporter.dashboards;

import io.github.cloudtrailexporter.FreePort;
import io.github.cloudtrailexporter.rules.Generation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The real program, on a loopback port, with its own storage. */
final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts the installed one in the folder. It scrapes the targets as one job. */
    static Prometheus start(Path folder, String interval, List<String> targets)
            throws IOException, InterruptedException {
        return start(folder, interval, Map.of("cloudtrail-exporter", targets));
    }

    /** Starts the installed one in the folder. It scrapes the targets of each job. */
    static Prometheus start(Path folder, String interval, Map<String, List<String>> targets)
            throws IOException, InterruptedException {
        return start(Generation.INSTALLED, folder, interval, targets);
    }

    static Prometheus start(Generation generation, Path folder, String interval, Map<String, List<String>> targets)
            throws IOException, InterruptedException {
        Path program = generation.require("prometheus");
        Files.writeString(folder.resolve("prometheus.yml"), configuration(interval, targets));
        Files.writeString(folder.resolve("alerts.yml"), ALERTS);
        int port = FreePort.find();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=extra-scrape-metrics",
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    private static String configuration(String interval, Map<String, List<String>> targets) {
        return """
                global: {scrape_interval: %1$s, scrape_timeout: %1$s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                %2$s
                """.formatted(
                        interval,
                        targets.entrySet().stream()
                                .map(job -> "  - {job_name: %s, static_configs: [{targets: ['%s']}]}"
                                        .formatted(job.getKey(), String.join("', '", job.getValue())))
                                .collect(Collectors.joining("\n")));
    }

    /** Alerts for the annotations; other tests cover the shipped rules. */
    private static final String ALERTS = """
            groups:
              - name: annotations
                rules:
                  - {alert: CloudTrailNotLogging, expr: cloudtrail_is_logging == 0, labels: {severity: critical}}
                  - {alert: CloudTrailDiscoveryFailing, expr: cloudtrail_discovery_up == 0, labels: {severity: warning}}
            """;

    /** Repeats the query until the expression has a result. */
    void awaitResult(String expr) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!hasResult(expr)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("no result for " + expr);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean hasResult(String expr) throws InterruptedException {
        try {
            return !instant(expr).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** The series of a panel with All for every variable. */
    List<Json> run(Query query) throws IOException, InterruptedException {
        return run(query, Map.of());
    }

    /** The series of a panel with these values of variables, and All for the others. */
    List<Json> run(Query query, Map<String, String> selected) throws IOException, InterruptedException {
        String sent = query.with(selected);
        return query.instant() ? instant(sent) : range(sent);
    }

    /** The value of a series, the last one if it has many. */
    static double last(Json series) {
        return Double.parseDouble(lastText(series));
    }

    static String lastText(Json series) {
        return lastPoint(series).get(1).text();
    }

    /** In seconds since 1970. */
    static long lastTime(Json series) {
        return ((Number) lastPoint(series).get(0).value()).longValue();
    }

    private static List<Json> lastPoint(Json series) {
        List<Json> points = series.list("values");
        return points.isEmpty()
                ? series.list("value")
                : points.get(points.size() - 1).items();
    }

    /** The right end of a range query, in seconds since 1970. */
    long now() {
        return Instant.now().getEpochSecond();
    }

    /** The series of an instant query, each with {@code metric} and {@code value}. */
    List<Json> instant(String expr) throws IOException, InterruptedException {
        return post("/api/v1/query", "query=" + encoded(expr));
    }

    /** The series of a range query over the last 30 seconds, each with {@code metric} and {@code values}. */
    List<Json> range(String expr) throws IOException, InterruptedException {
        long now = now();
        return post("/api/v1/query_range", "step=1&start=" + (now - 30) + "&end=" + now + "&query=" + encoded(expr));
    }

    private List<Json> post(String path, String form) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 503) {
            throw new IOException("not ready");
        }
        Json parsed = Json.parse(response.body());
        if (!parsed.text("status").equals("success")) {
            throw new AssertionError(parsed.text("error"));
        }
        return parsed.get("data").list("result");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Its storage is deleted with the folder, so it need not end in good order. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }
}
