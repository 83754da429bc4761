package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The endpoint of each path. Paths match exactly and undecoded: the JDK's contexts would match every longer path, too. */
final class Routes implements Endpoint.Action {

    private final Map<String, Endpoint> endpoints = new HashMap<>();

    Routes(WebOptions options, WebHandlers handlers, Endpoint.Action status, Endpoint.Action metrics) {
        String prefix = options.prefix().routes();
        endpoints.put(prefix + WebOptions.STATUS, Endpoint.get(status));
        endpoints.put(prefix + options.telemetryPath(), Endpoint.get(metrics));
        endpoints.put(prefix + WebOptions.HEALTHY, Endpoint.get(exchange -> Responses.text(exchange, 200, "Healthy")));
        endpoints.put(prefix + WebOptions.READY, Endpoint.get(ready(handlers.ready())));
        endpoints.put(prefix + WebOptions.RELOAD, Endpoint.post(new ReloadEndpoint(handlers.reloader())));
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Endpoint endpoint = path == null ? null : endpoints.get(path);
        if (endpoint == null) {
            Responses.text(exchange, 404, "Not found");
        } else {
            endpoint.answer(exchange);
        }
    }

    private static Endpoint.Action ready(BooleanSupplier ready) {
        return exchange -> {
            if (ready.getAsBoolean()) {
                Responses.text(exchange, 200, "Ready");
            } else {
                Responses.busy(exchange, "Not ready");
            }
        };
    }
}
