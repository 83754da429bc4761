package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cloudtrailexporter.metrics.SnapshotCollector;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code /metrics}: polls by the scrape's deadline and lets simpleclient's handler write the page. */
final class MetricsEndpoint implements HttpHandler {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String PLAIN_TEXT = "text/plain";
    private static final int MOST_PARAMETERS = 1000;

    private final List<Collector> ownMetrics;
    private final Pages pages;

    private final CollectorRegistry registry = new CollectorRegistry();

    private final HTTPMetricHandler handler = new HTTPMetricHandler(registry);

    MetricsEndpoint(List<Collector> ownMetrics, Pages pages) {
        this.ownMetrics = List.copyOf(ownMetrics);
        this.pages = pages;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
        if (!isReadable(exchange.getRequestURI().getRawQuery())) {
            Responses.text(exchange, 400, "Invalid query; expected at most 1000 times name[]=METRIC");
            return;
        }
        String accept = accept(headers);
        pages.respond(exchange, headers, TextFormat.chooseContentType(accept), snapshot -> {
            ScrapeExchange scrape = new ScrapeExchange(exchange, accept);
            registry.register(new SnapshotCollector(snapshot, Clock.systemUTC(), ownMetrics));
            try {
                handler.handle(scrape);
            } finally {
                registry.clear();
            }
            return scrape.body();
        });
    }

    /** Whether the handler can decode it; checked before the poll. */
    private static boolean isReadable(String rawQuery) {
        if (rawQuery == null) {
            return true;
        }
        try {
            URLDecoder.decode(rawQuery, StandardCharsets.UTF_8);
            return rawQuery.chars().filter(c -> c == '&').count() < MOST_PARAMETERS;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The format that the client prefers, as the handler understands it. */
    private static String accept(Headers headers) {
        Map<String, Double> accepted = Responses.accepted(headers, "Accept");
        double openMetrics = accepted.getOrDefault(OPEN_METRICS, 0.0);
        return openMetrics > 0 && openMetrics >= accepted.getOrDefault(PLAIN_TEXT, 0.0) ? OPEN_METRICS : PLAIN_TEXT;
    }
}
