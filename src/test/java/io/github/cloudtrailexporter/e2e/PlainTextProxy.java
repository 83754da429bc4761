package io.github.cloudtrailexporter.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Requests the text format on behalf of a Prometheus that prefers OpenMetrics, because Debian's version cannot be
 * configured to.
 */
final class PlainTextProxy implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    PlainTextProxy(URI exporter) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> forward(exchange, exporter));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The formats that the scrapes requested. */
    List<String> accepted() {
        return accepted;
    }

    private void forward(HttpExchange exchange, URI exporter) throws IOException {
        accepted.add(exchange.getRequestHeaders().getFirst("Accept"));
        try (exchange) {
            HttpRequest request = HttpRequest.newBuilder(exporter.resolve("/metrics"))
                    .header("Accept", "text/plain")
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
