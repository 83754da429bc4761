package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cloudtrailexporter.web.security.WebAccess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Checks each request before its path is matched: rejects what the JDK's server accepts but should not, adds the headers of
 * the web configuration, and requires a password for every path, including the health endpoints (exporter-toolkit does
 * likewise). What exceeds the JDK's own, larger limits never gets here: the JDK closes the connection.
 */
record RequestChecks(WebAccess access, HttpHandler inner) implements HttpHandler {

    private static final int LONGEST_TARGET = 12_288;
    private static final int LARGEST_HEADERS = 12_288;
    private static final int MOST_HEADERS = 64;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (exchange.getRequestURI().toString().length() > LONGEST_TARGET) {
            reject(exchange, 414, "The URI is too long");
        } else if (headers.size() > MOST_HEADERS || size(headers) > LARGEST_HEADERS) {
            reject(exchange, 431, "The headers are too large");
        } else if (!hasOneHost(exchange)) {
            reject(exchange, 400, "Expected one Host header");
        } else {
            authenticate(exchange);
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

    private void authenticate(HttpExchange exchange) throws IOException {
        WebAccess.Rules rules = access.rules();
        Headers headers = exchange.getResponseHeaders();
        rules.headers().forEach(headers::set);
        switch (rules.auth().check(exchange.getRequestHeaders())) {
            case ACCEPTED -> inner.handle(exchange);
            case REJECTED -> {
                headers.set("WWW-Authenticate", "Basic realm=\"cloudtrail-exporter\", charset=\"UTF-8\"");
                Responses.text(exchange, 401, "Unauthorized");
            }
            case BUSY -> Responses.busy(exchange, 429, "Too many passwords to check at once");
        }
    }
}
