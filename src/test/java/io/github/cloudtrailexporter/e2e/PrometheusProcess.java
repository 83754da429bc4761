package io.github.cloudtrailexporter.e2e;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.cloudtrailexporter.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The installed Prometheus on a loopback port, with its data in a directory of the test. */
final class PrometheusProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final URI uri;

    private PrometheusProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.uri = URI.create("http://127.0.0.1:" + port);
    }

    /** A loopback port to scrape. */
    record Job(String name, int port) {
        private String yaml() {
            return "  - job_name: " + name + "\n    static_configs: [{targets: ['127.0.0.1:" + port + "']}]\n";
        }
    }

    static PrometheusProcess start(Path program, Path directory, List<Job> jobs) throws IOException {
        return start(
                program,
                directory,
                "global: {scrape_interval: 2s, scrape_timeout: 2s}\nscrape_configs:\n"
                        + jobs.stream().map(Job::yaml).collect(Collectors.joining()));
    }

    /** Starts it with that configuration; paths are relative to the directory. */
    static PrometheusProcess start(Path program, Path directory, String yaml) throws IOException {
        Path config = Files.writeString(directory.resolve("prometheus.yml"), yaml);
        int port = FreePort.find();
        Path log = directory.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("prometheus-data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new PrometheusProcess(process, log, port);
    }

    /** Waits until so many targets have been scraped without an error, at most for the timeout. */
    List<JsonObject> awaitTargets(int count) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<JsonObject> targets = targets();
        while (targets.stream()
                                .filter(it -> it.getString("health").equals("up"))
                                .count()
                        < count
                && System.nanoTime() < until
                && process.isAlive()) {
            Thread.sleep(200);
            targets = targets();
        }
        if (targets.size() != count) {
            throw new AssertionError("Prometheus has " + targets + "; its log: " + Files.readString(log));
        }
        return targets;
    }

    private List<JsonObject> targets() throws Exception {
        try {
            JsonArray active = get("/api/v1/targets").getArray("activeTargets");
            return active.stream().map(JsonObject.class::cast).toList();
        } catch (IOException notYetListening) {
            return List.of();
        }
    }

    /** The one value of this query, which has one series. */
    double value(String query) throws Exception {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonArray result = get("/api/v1/query?query=" + encoded).getArray("result");
        if (result.size() != 1) {
            throw new AssertionError("expected one series for " + query + " but there are " + result);
        }
        return Double.parseDouble(result.getObject(0).getArray("value").getString(1));
    }

    private JsonObject get(String path) throws IOException, InterruptedException, JsonParserException {
        HttpRequest request =
                HttpRequest.newBuilder(uri.resolve(path)).timeout(PATIENCE).build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        if (!body.startsWith("{")) {
            throw new IOException("Prometheus is not ready: " + body);
        }
        JsonObject parsed = JsonParser.object().from(body);
        if (!parsed.getString("status").equals("success")) {
            throw new AssertionError(body);
        }
        return parsed.getObject("data");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
