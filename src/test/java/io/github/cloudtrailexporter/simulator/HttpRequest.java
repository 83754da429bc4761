package io.github.cloudtrailexporter.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP/1.1 request. Header names are in lower case; of a repeated header the last is used. */
record HttpRequest(String method, String target, Map<String, String> headers, String body) {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_BODY = 4 * 1024 * 1024;

    HttpRequest {
        headers = Map.copyOf(headers);
    }

    /** The header's value, or an empty text. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Whether the client requests that the connection is closed after the response. */
    boolean isLast() {
        return header("connection").equalsIgnoreCase("close");
    }

    /** Reads the next request; empty when the peer has closed the connection between two requests. */
    static Optional<HttpRequest> read(InputStream in, Continue onContinue) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = start.split(" ", 3);
        if (parts.length < 3) {
            throw new IOException("not an HTTP request line");
        }
        Map<String, String> headers = headers(in);
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            onContinue.send();
        }
        return Optional.of(new HttpRequest(parts[0], parts[1], headers, body(in, headers)));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.put(name, line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        try {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            if (length < 0 || length > LONGEST_BODY) {
                throw new IOException("Content-Length out of range");
            }
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length is not a number", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(128);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
            boolean text = b >= ' ' || b == '\r' || b == '\t';
            if (!text || line.length() > LONGEST_LINE) {
                throw new IOException("not HTTP, perhaps TLS");
            }
        }
        return line.toString();
    }

    /** Sends {@code 100 Continue} to a client that waits for it. */
    @FunctionalInterface
    interface Continue {
        void send() throws IOException;
    }
}
