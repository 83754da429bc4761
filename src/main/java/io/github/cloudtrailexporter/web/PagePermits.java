package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** Keeps some threads free of pages, so that the health endpoints answer even if every scrape hangs. */
final class PagePermits {

    private final Semaphore permits;

    PagePermits(int pages) {
        permits = new Semaphore(pages);
    }

    /** The same action, of which only so many run at once; one more is told to come back. */
    Endpoint.Action limit(Endpoint.Action action) {
        return exchange -> {
            if (permits.tryAcquire()) {
                runThenRelease(action, exchange);
            } else {
                Answers.busy(exchange, "Too many requests at once");
            }
        };
    }

    private void runThenRelease(Endpoint.Action action, HttpExchange exchange) throws IOException {
        try {
            action.answer(exchange);
        } finally {
            permits.release();
        }
    }
}
