package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.status.StatusPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** {@code /}: the status page. */
record StatusEndpoint(StatusPage page, Pages pages) implements HttpHandler {

    /** Used unless the web configuration sets another value. */
    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy", StatusPage.contentSecurityPolicy(),
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        PROTECTION.forEach((name, value) -> headers.putIfAbsent(name, List.of(value)));
        headers.set("Cache-Control", "no-store");
        headers.set("Vary", "Accept-Encoding");
        pages.respond(exchange, new Headers(), "text/html; charset=utf-8", this::render);
    }

    private byte[] render(Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(page.render(snapshot, Instant.now()).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
