package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.web.Reloader.ReloadResult;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** {@code /-/reload}: one reload at a time. */
final class ReloadEndpoint implements Endpoint.Action {

    /** Running and waiting together: everybody who waits holds a thread. */
    private static final int MOST_AT_ONCE = 8;

    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private final Reloader reloader;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final Object oneAtATime = new Object();

    ReloadEndpoint(Reloader reloader) {
        this.reloader = reloader;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        if (isFromForeignPage(exchange.getRequestHeaders())) {
            Answers.text(exchange, 403, "A reload cannot be asked for by a web page");
        } else if (!slots.tryAcquire()) {
            Answers.busy(exchange, "Too many reloads at once");
        } else {
            try {
                reload(exchange);
            } finally {
                slots.release();
            }
        }
    }

    /** A browser may send such a request from any page it shows; its own pages have no button for it. */
    private static boolean isFromForeignPage(Headers headers) {
        List<String> site = headers.getOrDefault("Sec-Fetch-Site", List.of("none"));
        return headers.containsKey("Origin") || !OWN_SITES.containsAll(site);
    }

    private void reload(HttpExchange exchange) throws IOException {
        ReloadResult result;
        synchronized (oneAtATime) {
            result = reloader.reload();
        }
        if (result.ok()) {
            Answers.text(exchange, 200, "Reloaded");
        } else {
            Answers.text(exchange, 400, String.join("\n", result.problems()));
        }
    }
}
