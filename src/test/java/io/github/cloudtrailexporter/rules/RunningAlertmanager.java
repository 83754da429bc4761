package io.github.cloudtrailexporter.rules;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The real Alertmanager with the example configuration. Only its addresses, its secrets and its waiting times are
 * replaced: Slack and PagerDuty are a server of this test.
 */
final class RunningAlertmanager implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * What arrived at a service.
     *
     * @param service {@code /slack} or {@code /pagerduty/...}
     * @param body the JSON, read
     */
    record Message(String service, Map<String, Object> body) {}

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final HttpServer services;
    private final Process process;
    private final URI url;

    private RunningAlertmanager(Tool alertmanager, Path folder) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        services = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        services.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            messages.add(new Message(exchange.getRequestURI().getPath(), Yaml.parse(body)));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        services.start();
        int port = freePort(loopback);
        url = URI.create("http://127.0.0.1:" + port);
        Path config = configuration(
                folder, "http://127.0.0.1:" + services.getAddress().getPort());
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

    static RunningAlertmanager start(Path folder) throws IOException {
        RunningAlertmanager alertmanager =
                new RunningAlertmanager(Tool.require("prometheus-alertmanager", "alertmanager"), folder);
        alertmanager.waitUntil(
                "Alertmanager is ready", () -> alertmanager.get("/-/ready").statusCode() == 200);
        return alertmanager;
    }

    private static Path configuration(Path folder, String services) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String secret :
                List.of("smtp-password", "pagerduty-security", "pagerduty-platform", "pagerduty-monitoring")) {
            Files.writeString(secrets.resolve(secret), "secret");
        }
        Files.writeString(secrets.resolve("dead-mans-switch-token"), "secret");
        Files.writeString(secrets.resolve("slack-webhook-url"), services + "/slack");
        String text = Files.readString(AlertmanagerConfig.SHIPPED)
                .replace("/etc/alertmanager/secrets/", secrets + "/")
                .replace("smtp.example.com:587", "127.0.0.1:9")
                .replace("https://dead-mans-switch.example.com", services)
                .replace("templates/*.tmpl", AlertmanagerConfig.TEMPLATES.toAbsolutePath() + "/*.tmpl")
                .replace("group_wait: 30s", "group_wait: 1s")
                .replace("group_interval: 5m", "group_interval: 1s")
                .replace("\nglobal:\n", "\nglobal:\n  pagerduty_url: " + services + "/pagerduty\n");
        return Files.writeString(folder.resolve("alertmanager.yml"), text);
    }

    private static int freePort(InetAddress loopback) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return socket.getLocalPort();
        }
    }

    /** Sends alerts as Prometheus does, all in one request. */
    void send(List<Map<String, Object>> alerts) {
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(url.resolve("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(alerts)))
                .timeout(Duration.ofSeconds(5))
                .build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Alertmanager refuses: " + response.body());
        }
    }

    /** What it says of an alert: active, or suppressed by an inhibition. */
    Map<String, List<String>> statesByAlert() {
        Map<String, List<String>> states = new java.util.TreeMap<>();
        for (Object alert :
                Yaml.list(Yaml.parse("alerts: " + get("/api/v2/alerts").body()).get("alerts"))) {
            Map<String, Object> fields = Yaml.map(alert);
            String name = (String) Yaml.map(fields.get("labels")).get("alertname");
            String state = (String) Yaml.map(fields.get("status")).get("state");
            states.computeIfAbsent(name, any -> new ArrayList<>()).add(state);
        }
        return states;
    }

    List<Message> messagesTo(String service) {
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
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for another process, which has no clock that a test could turn. */
    void waitUntil(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what + ". Messages: " + messages);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (java.io.UncheckedIOException notYetListening) {
            return false;
        }
    }

    @Override
    public void close() {
        Stream.of(process).forEach(Process::destroy);
        services.stop(0);
    }
}
