package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.web.WebHandlers.Reloader;
import io.github.cloudtrailexporter.web.WebHandlers.Reloader.ReloadResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** {@code /-/reload}: one reload at a time. */
final class ReloadEndpoint implements Endpoint.Action {

    private static final long WAIT_SECONDS = 5;
    private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

    private final Reloader reloader;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    ReloadEndpoint(Reloader reloader) {
        this.reloader = reloader;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        if (isCrossSite(exchange.getRequestHeaders())) {
            Responses.text(exchange, 403, "Cross-site reload requests are rejected");
        } else if (!locked()) {
            Responses.busy(exchange, "Another reload is in progress");
        } else {
            ReloadResult result;
            try {
                result = reloader.reload();
            } finally {
                oneAtATime.unlock();
            }
            Responses.text(
                    exchange, result.ok() ? 200 : 400, result.ok() ? "Reloaded" : String.join("\n", result.problems()));
        }
    }

    /** A browser may send such a request from any page it shows; the exporter's own pages have no button for it. */
    private static boolean isCrossSite(Headers headers) {
        List<String> site = headers.getOrDefault("Sec-Fetch-Site", List.of("none"));
        return headers.containsKey("Origin") || !OWN_SITES.containsAll(site);
    }

    private boolean locked() throws IOException {
        try {
            return oneAtATime.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is being stopped");
        }
    }
}
