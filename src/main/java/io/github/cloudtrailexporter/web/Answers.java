package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Plain answers. A HEAD request gets the headers only. */
final class Answers {

    private static final long NO_BODY = -1;

    private Answers() {}

    /** One line of text. */
    static void text(HttpExchange exchange, int status, String line) throws IOException {
        byte[] body = (line + "\n").getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/plain; charset=utf-8");
        headers.set("X-Content-Type-Options", "nosniff");
        if (isHead(exchange)) {
            headers.set("Content-Length", Integer.toString(body.length));
            headersOnly(exchange, status);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The service is too busy for this one now. */
    static void busy(HttpExchange exchange, String line) throws IOException {
        busy(exchange, 503, line);
    }

    static void busy(HttpExchange exchange, int status, String line) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        text(exchange, status, line);
    }

    static void headersOnly(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
