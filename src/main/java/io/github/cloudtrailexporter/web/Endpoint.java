package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/**
 * The action at one path.
 *
 * @param methods the supported methods, in the order of the {@code Allow} header
 */
record Endpoint(List<String> methods, Action action) {

    /** Answers the request completely; the request's path and method are already checked. */
    interface Action {
        void answer(HttpExchange exchange) throws IOException;
    }

    static Endpoint get(Action action) {
        return new Endpoint(List.of("GET", "HEAD"), action);
    }

    static Endpoint post(Action action) {
        return new Endpoint(List.of("POST", "PUT"), action);
    }

    void answer(HttpExchange exchange) throws IOException {
        if (methods.contains(exchange.getRequestMethod())) {
            action.answer(exchange);
            return;
        }
        String allowed = String.join(", ", methods);
        exchange.getResponseHeaders().set("Allow", allowed);
        Responses.text(exchange, 405, "Method not allowed; allowed here: " + allowed);
    }
}
