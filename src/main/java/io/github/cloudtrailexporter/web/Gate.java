package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.web.security.BasicAuth;
import java.io.IOException;
import java.util.Optional;

/**
 * What the web configuration asks for before any path is looked at: headers on every response, and a password for every
 * path, the health endpoints not excepted (exporter-toolkit does likewise).
 */
final class Gate implements Endpoint.Action {

    private final WebConfig config;
    private final Optional<BasicAuth> auth;
    private final Endpoint.Action inner;

    Gate(WebConfig config, Endpoint.Action inner) {
        this.config = config;
        this.auth = config.basicAuthUsers().isEmpty()
                ? Optional.empty()
                : Optional.of(new BasicAuth(config.basicAuthUsers()));
        this.inner = inner;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        config.headers().forEach(exchange.getResponseHeaders()::set);
        if (auth.isEmpty()) {
            inner.answer(exchange);
            return;
        }
        switch (auth.get().check(exchange.getRequestHeaders())) {
            case ACCEPTED -> inner.answer(exchange);
            case REFUSED -> refuse(exchange);
            case BUSY -> Answers.busy(exchange, 429, "Too many passwords to check at once");
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"cloudtrail-exporter\", charset=\"UTF-8\"");
        Answers.text(exchange, 401, "Unauthorized");
    }
}
