package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Writes responses as the client accepts them. A HEAD request gets the headers only. */
final class Responses {

    static final long NO_BODY = -1;

    /** Small, because the JDK keeps a buffer of twice the largest write for the life of the connection. */
    private static final int PIECE = 8192;

    private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

    private Responses() {}

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
        Map<String, Double> accepted = accepted(exchange.getRequestHeaders(), "Accept-Encoding");
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

    /** The client may come back after a second. */
    static void busy(HttpExchange exchange, int status, String line) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        text(exchange, status, line);
    }

    static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /**
     * What the client accepts by {@code Accept} or {@code Accept-Encoding} (RFC 9110, section 12.5): the weight of each name in
     * lower case, 0 (not accepted) to 1. A wildcard is a name like the others; what is not valid is not accepted.
     */
    static Map<String, Double> accepted(Headers headers, String header) {
        Map<String, Double> weights = new HashMap<>();
        for (String line : headers.getOrDefault(header, List.of())) {
            for (String element : line.toLowerCase(Locale.ROOT).split(",", -1)) {
                String[] parts = element.split(";", -1);
                weights.merge(parts[0].trim(), weight(parts), Math::max);
            }
        }
        return weights;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2).trim();
                return WEIGHT.matcher(value).matches() ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
