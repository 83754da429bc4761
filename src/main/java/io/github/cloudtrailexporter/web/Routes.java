package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The endpoint of each path. Paths match exactly and undecoded: the JDK's contexts would match every longer path, too. */
final class Routes implements HttpHandler {

    private static final List<String> GET = List.of("GET", "HEAD");
    private static final List<String> POST = List.of("POST", "PUT");
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private final Supplier<List<String>> reload;
    private final Map<String, Endpoint> endpoints = new HashMap<>();

    /** @param methods the supported methods, in the order of the {@code Allow} header */
    private record Endpoint(List<String> methods, HttpHandler handler) {}

    Routes(WebOptions options, Supplier<List<String>> reload, HttpHandler status, HttpHandler metrics) {
        this.reload = reload;
        String prefix = options.prefix().routes();
        endpoints.put(prefix + "/", new Endpoint(GET, status));
        endpoints.put(prefix + options.telemetryPath(), new Endpoint(GET, metrics));
        endpoints.put(prefix + WebOptions.HEALTHY, line("Healthy"));
        // Nothing is served before the configuration is in place, and ErrorFilter rejects what comes during a stop.
        endpoints.put(prefix + "/-/ready", line("Ready"));
        endpoints.put(prefix + "/-/reload", new Endpoint(POST, this::reload));
    }

    private static Endpoint line(String text) {
        return new Endpoint(GET, exchange -> Responses.text(exchange, 200, text));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Endpoint endpoint = endpoints.get(exchange.getRequestURI().getRawPath());
        if (endpoint == null) {
            Responses.text(exchange, 404, "Not found");
        } else if (endpoint.methods().contains(exchange.getRequestMethod())) {
            endpoint.handler().handle(exchange);
        } else {
            String allowed = String.join(", ", endpoint.methods());
            exchange.getResponseHeaders().set("Allow", allowed);
            Responses.text(exchange, 405, "Method not allowed; allowed here: " + allowed);
        }
    }

    private void reload(HttpExchange exchange) throws IOException {
        if (isCrossSite(exchange.getRequestHeaders())) {
            Responses.text(exchange, 403, "Cross-site reload requests are rejected");
            return;
        }
        List<String> problems;
        // One reload at a time. None waits for the client of another one.
        synchronized (this) {
            problems = reload.get();
        }
        if (problems.isEmpty()) {
            Responses.text(exchange, 200, "Reloaded");
        } else {
            Responses.text(exchange, 400, String.join("\n", problems));
        }
    }

    /** A browser may send such a request from any page it shows; the exporter's own pages have no button for it. */
    private static boolean isCrossSite(Headers headers) {
        List<String> site = headers.getOrDefault("Sec-Fetch-Site", List.of("none"));
        return headers.containsKey("Origin") || !OWN_SITES.containsAll(site);
    }
}
