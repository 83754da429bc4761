package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.web.security.WebAccess;
import java.io.IOException;

/**
 * Applies the web configuration before any path is matched: headers on every response, and a password for every path,
 * including the health endpoints (exporter-toolkit does likewise).
 */
final class WebConfigFilter implements Endpoint.Action {

    private final WebAccess access;
    private final Endpoint.Action inner;

    WebConfigFilter(WebAccess access, Endpoint.Action inner) {
        this.access = access;
        this.inner = inner;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        WebAccess.Rules rules = access.rules();
        rules.headers().forEach(exchange.getResponseHeaders()::set);
        switch (rules.auth().check(exchange.getRequestHeaders())) {
            case ACCEPTED -> inner.answer(exchange);
            case REJECTED -> reject(exchange);
            case BUSY -> Responses.busy(exchange, 429, "Too many passwords to check at once");
        }
    }

    private static void reject(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"cloudtrail-exporter\", charset=\"UTF-8\"");
        Responses.text(exchange, 401, "Unauthorized");
    }
}
