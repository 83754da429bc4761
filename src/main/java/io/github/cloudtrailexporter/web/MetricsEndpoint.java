package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.metrics.SnapshotCollector;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** {@code /metrics}: polls by the scrape's deadline and lets simpleclient's handler write the page. */
final class MetricsEndpoint implements Endpoint.Action {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String PLAIN_TEXT = "text/plain";
    private static final int MOST_PARAMETERS = 1000;

    private final WebHandlers handlers;
    private final ScrapeTimeout timeout;
    private final Pages pages;

    MetricsEndpoint(WebHandlers handlers, ScrapeTimeout timeout, Pages pages) {
        this.handlers = handlers;
        this.timeout = timeout;
        this.pages = pages;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
        String accept = accept(exchange.getRequestHeaders());
        if (!isReadable(exchange.getRequestURI().getRawQuery())) {
            Responses.text(exchange, 400, "Invalid query; expected at most 1000 times name[]=METRIC");
        } else if (Responses.isHead(exchange)) {
            // No poll: a HEAD request must not cause calls to AWS.
            exchange.getResponseHeaders().set("Content-Type", TextFormat.chooseContentType(accept));
            Responses.headersOnly(exchange, 200);
        } else {
            scrape(exchange, accept);
        }
    }

    private void scrape(HttpExchange exchange, String accept) throws IOException {
        Duration whole = timeout.timeout(exchange.getRequestHeaders());
        Deadline deadline = Deadline.in(whole);
        Snapshot snapshot = handlers.snapshots().snapshot(ScrapeTimeout.pollDeadline(whole));
        pages.sendMetrics(
                exchange, deadline, accept, new SnapshotCollector(snapshot, Clock.systemUTC(), handlers.ownMetrics()));
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
        AcceptHeader accept = AcceptHeader.of(headers, "Accept");
        double openMetrics = accept.weight(OPEN_METRICS);
        return openMetrics > 0 && openMetrics >= accept.weight(PLAIN_TEXT) ? OPEN_METRICS : PLAIN_TEXT;
    }
}
