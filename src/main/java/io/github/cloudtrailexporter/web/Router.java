package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** Paths, matched exactly and undecoded: the JDK's contexts would match every longer path, too. */
final class Router implements Endpoint.Action {

    private final Map<String, Endpoint> endpoints;

    Router(Map<String, Endpoint> endpoints) {
        this.endpoints = Map.copyOf(endpoints);
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Endpoint endpoint = path == null ? null : endpoints.get(path);
        if (endpoint == null) {
            Answers.text(exchange, 404, "Not found");
        } else {
            endpoint.answer(exchange);
        }
    }
}
