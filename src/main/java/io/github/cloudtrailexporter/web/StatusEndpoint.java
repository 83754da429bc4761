package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** {@code /}: the page for people. */
final class StatusEndpoint implements Endpoint.Action {

    private static final String TYPE = "text/html; charset=utf-8";

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
        Optional<Body> body = renderers.render(() -> render(snapshot));
        if (body.isPresent()) {
            body.get().send(exchange);
        } else {
            Answers.busy(exchange, "The page was not ready in time");
        }
    }

    private static void secure(Headers headers) {
        headers.set("Content-Security-Policy", StatusPage.contentSecurityPolicy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("Vary", "Accept-Encoding");
    }

    private Body render(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(page.render(snapshot, clock.instant()).getBytes(StandardCharsets.UTF_8));
        }
        return new Body(TYPE, bytes.toByteArray());
    }
}
