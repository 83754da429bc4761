package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.metrics.MetricsPage;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.util.Optional;

/** {@code /metrics}: a snapshot by the scrape's deadline, written by simpleclient's handler. */
final class MetricsEndpoint implements Endpoint.Action {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String PLAIN_TEXT = "text/plain";

    private final WebHandlers handlers;
    private final ScrapeTimeout timeout;
    private final Renderers renderers;
    private final HTTPMetricHandler writer;

    MetricsEndpoint(WebHandlers handlers, ScrapeTimeout timeout, Renderers renderers) {
        this.handlers = handlers;
        this.timeout = timeout;
        this.renderers = renderers;
        this.writer = new HTTPMetricHandler(handlers.metrics().registry());
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
        if (!NameQuery.isUsable(exchange.getRequestURI().getRawQuery())) {
            Answers.text(exchange, 400, "The query cannot be read; expected at most 1000 times name[]=METRIC");
        } else if (Answers.isHead(exchange)) {
            // From the headers alone: a HEAD request is no reason to ask AWS anything.
            String type = TextFormat.chooseContentType(accept(exchange.getRequestHeaders()));
            exchange.getResponseHeaders().set("Content-Type", type);
            Answers.headersOnly(exchange, 200);
        } else {
            scrape(exchange);
        }
    }

    private void scrape(HttpExchange exchange) throws IOException {
        Snapshot snapshot = handlers.snapshots().snapshot(timeout.deadline(exchange.getRequestHeaders()));
        Optional<Body> page = renderers.render(() -> write(snapshot, exchange));
        if (page.isPresent()) {
            page.get().send(exchange);
        } else {
            Answers.busy(exchange, "The page was not ready in time");
        }
    }

    private Body write(Snapshot snapshot, HttpExchange client) throws IOException {
        MetricsPage page = handlers.metrics();
        MetricsExchange exchange = new MetricsExchange(client, accept(client.getRequestHeaders()));
        page.show(snapshot, () -> writer.handle(exchange));
        return exchange.body();
    }

    /** The one format the client likes best, as simpleclient understands it. */
    private static String accept(Headers headers) {
        Preferences preferences = Preferences.of(headers, "Accept");
        double openMetrics = preferences.weight(OPEN_METRICS);
        return openMetrics > 0 && openMetrics >= preferences.weight(PLAIN_TEXT) ? OPEN_METRICS : PLAIN_TEXT;
    }
}
