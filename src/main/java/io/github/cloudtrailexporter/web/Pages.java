package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Polls, renders pages, one at a time, and sends them, a few at once. The text of a fleet's page is tens of megabytes and
 * less than two as gzip, which is all that is in memory while a client reads.
 *
 * <p>Pages are rendered by one thread, which ends when there is nothing more to render: simpleclient's handler keeps the
 * text of its last page for as long as the thread lives.
 */
final class Pages {

    /** Time to render after a poll that took all its time; the sum stays below the JDK's limit for a response. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Rendered or sent at once; more wait for their turn. */
    private static final int AT_ONCE = 8;

    private final Function<Deadline, Snapshot> snapshots;
    private final ScrapeTimeout timeout;
    private final ClientLimit limit = new ClientLimit("pages", AT_ONCE);
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(0, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WebServer.daemons("render"));

    Pages(Function<Deadline, Snapshot> snapshots, ScrapeTimeout timeout) {
        this.snapshots = snapshots;
        this.timeout = timeout;
    }

    /** Makes the page of a snapshot, compressed with gzip. Called by one thread at a time, always the same. */
    interface Renderer {
        byte[] render(Snapshot snapshot) throws IOException;
    }

    /** @param headers those that set the time the response may take */
    void respond(HttpExchange exchange, Headers headers, String contentType, Renderer renderer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (Responses.isHead(exchange)) {
            // No poll: a HEAD request must not cause calls to AWS.
            exchange.sendResponseHeaders(200, Responses.NO_BODY);
            return;
        }
        Duration whole = timeout.timeout(headers);
        Deadline deadline = Deadline.in(whole);
        Snapshot snapshot = snapshots.apply(ScrapeTimeout.pollDeadline(whole));
        limit.run(exchange, deadline, limited -> {
            try {
                Responses.page(limited, render(renderer, snapshot, deadline.remaining()));
            } catch (TimeoutException | RejectedExecutionException e) {
                Responses.busy(limited, 503, "The page was not ready in time");
            }
        });
    }

    private byte[] render(Renderer renderer, Snapshot snapshot, Duration remaining)
            throws IOException, TimeoutException {
        Duration atMost = remaining.compareTo(PATIENCE) > 0 ? remaining : PATIENCE;
        Future<byte[]> page = thread.submit(() -> renderer.render(snapshot));
        try {
            return page.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("the server is being stopped");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException(e.getCause());
        } finally {
            page.cancel(false);
        }
    }

    void close() {
        thread.shutdownNow();
    }
}
