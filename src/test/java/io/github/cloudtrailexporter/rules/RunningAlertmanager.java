package io.github.cloudtrailexporter.rules;

import com.sun.net.httpserver.HttpServer;
import io.github.cloudtrailexporter.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * The real Alertmanager with the example configuration. Only its addresses, its secrets and its waiting times are
 * replaced: Slack, PagerDuty, the mail server and the dead man's switch are servers of this test.
 */
public final class RunningAlertmanager implements AutoCloseable {

    private static final Pattern TITLE = Pattern.compile("(?:title=|summary=|Subject: )[^\n]{1,160}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The response of Slack; Alertmanager treats any other as an error since 0.26. */
    private static final byte[] ACCEPTED = "ok".getBytes(StandardCharsets.UTF_8);

    /**
     * A notification that arrived at a service.
     *
     * @param service {@code /slack}, {@code /pagerduty/...}, {@code /ping} of the dead man's switch, or {@code /mail}
     * @param body the parsed JSON; of a mail {@code to} and {@code text}
     * @param at when it arrived
     */
    public record Message(String service, Map<String, Object> body, Instant at) {}

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HttpServer services;
    private final MailServer mail;
    private final Process process;
    private final URI url;

    private RunningAlertmanager(Tool alertmanager, Path folder, String shipped) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        services = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        services.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            messages.add(new Message(exchange.getRequestURI().getPath(), Yaml.parse(body), Instant.now()));
            exchange.sendResponseHeaders(202, ACCEPTED.length);
            exchange.getResponseBody().write(ACCEPTED);
            exchange.close();
        });
        services.start();
        mail = new MailServer(
                (to, text) -> messages.add(new Message("/mail", Map.of("to", to, "text", text), Instant.now())));
        int port = FreePort.find();
        url = URI.create("http://127.0.0.1:" + port);
        Path config = configuration(folder, shipped);
        process = new ProcessBuilder(
                        alertmanager.program().toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("alertmanager.log").toFile())
                .start();
    }

    /** Starts it with waiting times of a second, for tests that send alerts themselves. */
    static RunningAlertmanager start(Generation generation, Path folder) throws IOException {
        String shipped = Files.readString(AlertmanagerConfig.SHIPPED)
                .replace("group_wait: 30s", "group_wait: 1s")
                .replace("group_interval: 5m", "group_interval: 1s");
        return start(generation, folder, shipped);
    }

    /** Starts it with all its times divided, for tests with shortened times. */
    public static RunningAlertmanager startFaster(Generation generation, Path folder, int divisor) throws IOException {
        return start(generation, folder, Faster.by(divisor, Files.readString(AlertmanagerConfig.SHIPPED)));
    }

    private static RunningAlertmanager start(Generation generation, Path folder, String shipped) throws IOException {
        RunningAlertmanager alertmanager = new RunningAlertmanager(
                Tool.require(generation, "prometheus-alertmanager", "alertmanager"),
                Files.createDirectories(folder),
                shipped);
        alertmanager.waitUntil(
                "Alertmanager is ready", () -> alertmanager.get("/-/ready").statusCode() == 200);
        return alertmanager;
    }

    private Path configuration(Path folder, String shipped) throws IOException {
        String web = "http://127.0.0.1:" + services.getAddress().getPort();
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String secret :
                List.of("smtp-password", "pagerduty-security", "pagerduty-platform", "pagerduty-monitoring")) {
            Files.writeString(secrets.resolve(secret), secret);
        }
        Files.writeString(secrets.resolve("dead-mans-switch-token"), "secret");
        Files.writeString(secrets.resolve("slack-webhook-url"), web + "/slack");
        String text = shipped.replace("/etc/alertmanager/secrets/", secrets + "/")
                .replace("smtp.example.com:587", "127.0.0.1:" + mail.port() + "\n  smtp_require_tls: false")
                .replace("https://dead-mans-switch.example.com", web)
                .replace("templates/*.tmpl", AlertmanagerConfig.TEMPLATES.toAbsolutePath() + "/*.tmpl")
                .replace("\nglobal:\n", "\nglobal:\n  pagerduty_url: " + web + "/pagerduty\n");
        return Files.writeString(folder.resolve("alertmanager.yml"), text);
    }

    /** Sends alerts as Prometheus does, all in one request. */
    void send(List<Map<String, Object>> alerts) {
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(url.resolve("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(alerts)))
                .timeout(Duration.ofSeconds(5))
                .build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Alertmanager rejects: " + response.body());
        }
    }

    /** Its address for Prometheus: host and port. */
    public String address() {
        return url.getAuthority();
    }

    /** The state of an alert: active, or suppressed by an inhibition. */
    public Map<String, List<String>> statesByAlert() {
        Map<String, List<String>> states = new TreeMap<>();
        for (Object alert :
                Yaml.list(Yaml.parse("alerts: " + get("/api/v2/alerts").body()).get("alerts"))) {
            Map<String, Object> fields = Yaml.map(alert);
            String name = (String) Yaml.map(fields.get("labels")).get("alertname");
            String state = (String) Yaml.map(fields.get("status")).get("state");
            states.computeIfAbsent(name, any -> new ArrayList<>()).add(state);
        }
        return states;
    }

    public List<Message> messagesTo(String service) {
        return messages.stream()
                .filter(message -> message.service().startsWith(service))
                .toList();
    }

    private HttpResponse<String> get(String path) {
        return exchange(HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void waitUntil(String what, BooleanSupplier condition) {
        waitUntil(what, PATIENCE, condition);
    }

    /** Waits for another process, whose clock a test cannot set. */
    public void waitUntil(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("Not within " + patience + ": " + what + ". What arrived: " + headlines());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private List<String> headlines() {
        return messages.stream()
                .filter(message -> !message.service().equals("/ping"))
                .map(message -> TITLE.matcher(message.body().toString())
                        .results()
                        .map(found -> "\n" + message.at() + " " + message.service() + " " + found.group())
                        .findFirst()
                        .orElse(message.service()))
                .toList();
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException notYetListening) {
            return false;
        }
    }

    @Override
    public void close() {
        // Its data is deleted with the folder, which must not happen while the process writes into it.
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        services.stop(0);
        try {
            mail.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
