package io.github.cloudtrailexporter.web;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Which path leads where. */
final class Site {

    private Site() {}

    static Router router(WebOptions options, WebHandlers handlers, Pages pages) {
        Map<String, Endpoint> endpoints = new HashMap<>();
        endpoints.put(WebOptions.STATUS, Endpoint.get(pages.status()));
        endpoints.put(options.telemetryPath(), Endpoint.get(pages.metrics()));
        endpoints.put(WebOptions.HEALTHY, Endpoint.get(exchange -> Answers.text(exchange, 200, "Healthy")));
        endpoints.put(WebOptions.READY, Endpoint.get(ready(handlers.ready())));
        endpoints.put(WebOptions.RELOAD, Endpoint.post(new ReloadEndpoint(handlers.reloader())));
        return new Router(endpoints);
    }

    /** The two that ask AWS. */
    record Pages(Endpoint.Action status, Endpoint.Action metrics) {}

    private static Endpoint.Action ready(BooleanSupplier ready) {
        return exchange -> {
            if (ready.getAsBoolean()) {
                Answers.text(exchange, 200, "Ready");
            } else {
                Answers.busy(exchange, "Not ready");
            }
        };
    }
}
