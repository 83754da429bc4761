package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Writes responses. A HEAD request gets the headers only. */
final class Responses {

    static final long NO_BODY = -1;

    /** Small, because the JDK keeps a buffer of twice the largest write for the life of the connection. */
    private static final int PIECE = 8192;

    private Responses() {}

    /** One line of text. */
    static void text(HttpExchange exchange, int status, String line) throws IOException {
        byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/plain; charset=utf-8");
        headers.set("X-Content-Type-Options", "nosniff");
        if (isHead(exchange)) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        // Java 25 sends a short body only when it is closed, and a stop waits only for the handlers.
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** A page that is compressed; expanded on the way if the client does not accept gzip. */
    static void page(HttpExchange exchange, byte[] gzip) throws IOException {
        Map<String, Double> accepted = AcceptHeader.weights(exchange.getRequestHeaders(), "Accept-Encoding");
        boolean compressed = accepted.getOrDefault("gzip", accepted.getOrDefault("*", 0.0)) > 0;
        if (compressed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        // 0 stands for a length that is not known yet.
        exchange.sendResponseHeaders(200, compressed ? gzip.length : 0);
        InputStream bytes = new ByteArrayInputStream(gzip);
        try (InputStream in = compressed ? bytes : new GZIPInputStream(bytes, PIECE);
                OutputStream out = exchange.getResponseBody()) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                out.write(piece, 0, n);
            }
        }
    }

    /** The service is too busy now; the client may come back after a second. */
    static void busy(HttpExchange exchange, int status, String line) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        text(exchange, status, line);
    }

    static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
