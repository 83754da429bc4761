package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Writes responses. A HEAD request gets the headers only. */
final class Responses {

    private static final long NO_BODY = -1;

    private Responses() {}

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

    /** A page, compressed if the client accepts gzip. */
    static void page(HttpExchange exchange, String contentType, String page) throws IOException {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        boolean gzip =
                AcceptHeader.of(exchange.getRequestHeaders(), "Accept-Encoding").accepts("gzip");
        if (gzip) {
            headers.set("Content-Encoding", "gzip");
        }
        // 0 stands for a length that is not known yet.
        exchange.sendResponseHeaders(200, gzip ? 0 : body.length);
        OutputStream pieces = new InPieces(exchange.getResponseBody());
        try (OutputStream out = gzip ? new GZIPOutputStream(pieces) : pieces) {
            out.write(body);
        }
    }

    /** The service is too busy now; the client may come back after a second. */
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

    /** Writes in pieces, because the JDK keeps a buffer of twice the largest write for the life of the connection. */
    static final class InPieces extends FilterOutputStream {

        private static final int PIECE = 8192;

        InPieces(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int end = from + length;
            for (int next = from; next < end; next += PIECE) {
                out.write(bytes, next, Math.min(PIECE, end - next));
            }
        }
    }
}
