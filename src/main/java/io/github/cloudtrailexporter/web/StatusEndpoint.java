package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.status.StatusPage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code /}: the status page. */
final class StatusEndpoint implements Endpoint.Action {

    private static final String TYPE = "text/html; charset=utf-8";

    /** Used unless the web configuration sets another value. */
    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy", StatusPage.contentSecurityPolicy(),
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    private final SnapshotSource snapshots;
    private final ScrapeTimeout timeout;
    private final Pages pages;
    private final StatusPage page;

    StatusEndpoint(SnapshotSource snapshots, ScrapeTimeout timeout, Pages pages, StatusPage page) {
        this.snapshots = snapshots;
        this.timeout = timeout;
        this.pages = pages;
        this.page = page;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        secure(exchange.getResponseHeaders());
        if (Responses.isHead(exchange)) {
            exchange.getResponseHeaders().set("Content-Type", TYPE);
            Responses.headersOnly(exchange, 200);
            return;
        }
        Duration whole = timeout.timeout(new Headers());
        Deadline deadline = Deadline.in(whole);
        Snapshot snapshot = snapshots.snapshot(ScrapeTimeout.pollDeadline(whole));
        pages.sendText(
                exchange,
                deadline,
                TYPE,
                () -> page.render(snapshot, Clock.systemUTC().instant()));
    }

    private static void secure(Headers headers) {
        PROTECTION.forEach((name, value) -> headers.putIfAbsent(name, List.of(value)));
        headers.set("Cache-Control", "no-store");
        headers.set("Vary", "Accept-Encoding");
    }
}
