package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.status.StatusPage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /}: the page for people. */
final class StatusEndpoint implements Endpoint.Action {

    private static final String TYPE = "text/html; charset=utf-8";

    /** Where the web configuration does not say otherwise. */
    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy", StatusPage.contentSecurityPolicy(),
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    private final SnapshotSource snapshots;
    private final Supplier<Deadline> deadlines;
    private final Renderers renderers;
    private final StatusPage page;
    private final Clock clock = Clock.systemUTC();

    StatusEndpoint(SnapshotSource snapshots, Supplier<Deadline> deadlines, Renderers renderers, StatusPage page) {
        this.snapshots = snapshots;
        this.deadlines = deadlines;
        this.renderers = renderers;
        this.page = page;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        secure(exchange.getResponseHeaders());
        if (Answers.isHead(exchange)) {
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            Answers.headersOnly(exchange, 200);
            return;
        }
        Snapshot snapshot = snapshots.snapshot(deadlines.get());
        Optional<Body> body =
                renderers.render(TYPE, () -> List.of(out -> out.write(page.render(snapshot, clock.instant()))));
        if (body.isPresent()) {
            body.get().send(exchange);
        } else {
            Answers.busy(exchange, "The page was not ready in time");
        }
    }

    private static void secure(Headers headers) {
        PROTECTION.forEach((name, value) -> headers.putIfAbsent(name, List.of(value)));
        headers.set("Cache-Control", "no-store");
        headers.set("Vary", "Accept-Encoding");
    }
}
