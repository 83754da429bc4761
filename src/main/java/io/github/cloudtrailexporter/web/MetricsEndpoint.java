package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.Predicate;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /metrics}: a snapshot by the scrape's deadline, written out in a format that the client takes. */
final class MetricsEndpoint implements Endpoint.Action {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String PLAIN_TEXT = "text/plain";

    private final WebHandlers handlers;
    private final ScrapeTimeout timeout;
    private final Renderers renderers;

    MetricsEndpoint(WebHandlers handlers, ScrapeTimeout timeout, Renderers renderers) {
        this.handlers = handlers;
        this.timeout = timeout;
        this.renderers = renderers;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
        Optional<Predicate<String>> names =
                NameQuery.names(exchange.getRequestURI().getRawQuery());
        String type = TextFormat.chooseContentType(accept(exchange.getRequestHeaders()));
        if (names.isEmpty()) {
            Answers.text(exchange, 400, "The query cannot be read; expected at most 1000 times name[]=METRIC");
        } else if (Answers.isHead(exchange)) {
            // From the headers alone: a HEAD request is no reason to ask AWS anything.
            exchange.getResponseHeaders().set("Content-Type", type);
            Answers.headersOnly(exchange, 200);
        } else {
            scrape(exchange, type, names.get());
        }
    }

    private void scrape(HttpExchange exchange, String type, Predicate<String> names) throws IOException {
        Snapshot snapshot = handlers.snapshots().snapshot(timeout.deadline(exchange.getRequestHeaders()));
        Optional<Body> page = renderers.render(type, () -> sections(snapshot, type, names));
        if (page.isPresent()) {
            page.get().send(exchange);
        } else {
            Answers.busy(exchange, "The page was not ready in time");
        }
    }

    private List<Body.Content> sections(Snapshot snapshot, String type, Predicate<String> names) {
        return handlers.metrics().sections(snapshot, type, names).stream()
                .<Body.Content>map(section -> section::writeTo)
                .toList();
    }

    /** The one format the client likes best, as simpleclient understands it. */
    private static String accept(Headers headers) {
        Preferences preferences = Preferences.of(headers, "Accept");
        double openMetrics = preferences.weight(OPEN_METRICS);
        return openMetrics > 0 && openMetrics >= preferences.weight(PLAIN_TEXT) ? OPEN_METRICS : PLAIN_TEXT;
    }
}
