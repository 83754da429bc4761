package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Rejects requests that the JDK's server accepts but should not. What exceeds the JDK's own, larger limits never gets
 * here: the JDK closes the connection.
 */
final class RequestRules implements Endpoint.Action {

    private static final int LONGEST_TARGET = 12_288;
    private static final int LARGEST_HEADERS = 12_288;
    private static final int MOST_HEADERS = 64;

    private final Endpoint.Action inner;

    RequestRules(Endpoint.Action inner) {
        this.inner = inner;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (exchange.getRequestURI().toString().length() > LONGEST_TARGET) {
            reject(exchange, 414, "The URI is too long");
        } else if (headers.size() > MOST_HEADERS || size(headers) > LARGEST_HEADERS) {
            reject(exchange, 431, "The headers are too large");
        } else if (!hasOneHost(exchange)) {
            reject(exchange, 400, "Expected one Host header");
        } else {
            inner.answer(exchange);
        }
    }

    private static void reject(HttpExchange exchange, int status, String line) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        Responses.text(exchange, status, line);
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length();
            }
        }
        return size;
    }

    /** RFC 9112, section 3.2; HTTP/1.0 does not know the header. */
    private static boolean hasOneHost(HttpExchange exchange) {
        int hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of()).size();
        return hosts == 1 || (hosts == 0 && exchange.getProtocol().equalsIgnoreCase("HTTP/1.0"));
    }
}
