package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cloudtrailexporter.poll.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how many requests do the same thing at once, in total and by client: one address gets at most half, so that a
 * client that floods the exporter does not keep out the others.
 */
final class ClientLimit {

    private static final Logger LOG = LoggerFactory.getLogger(ClientLimit.class);
    private static final long LOG_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final String what;
    private final int total;
    private final Map<InetAddress, Integer> byClient = new HashMap<>();
    private int running;
    private long logged = System.nanoTime() - LOG_EVERY_NANOS;

    /** @param what the name of these requests in the log */
    ClientLimit(String what, int total) {
        this.what = what;
        this.total = total;
    }

    /** Handles the request as soon as the limit allows; if that is not before the deadline, responds with 503. */
    void run(HttpExchange exchange, Deadline deadline, HttpHandler handler) throws IOException {
        InetAddress client = exchange.getRemoteAddress().getAddress();
        if (!enter(client, deadline)) {
            Responses.busy(exchange, "Too many " + what + " at once");
            return;
        }
        try {
            handler.handle(exchange);
        } finally {
            leave(client);
        }
    }

    /** Waits until no request is being handled, at most this long. Returns early if interrupted. */
    synchronized void awaitNone(Duration atMost) {
        Deadline deadline = Deadline.in(atMost);
        try {
            while (running > 0 && !deadline.passed()) {
                wait(millis(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until another request of this client may run; false if that was not in time. */
    private synchronized boolean enter(InetAddress client, Deadline deadline) {
        try {
            while (running >= total || share(client) >= total / 2) {
                logShare(client);
                if (deadline.passed()) {
                    return false;
                }
                wait(millis(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        byClient.put(client, share(client) + 1);
        running++;
        return true;
    }

    private static long millis(Deadline deadline) {
        return Math.max(1, deadline.remaining().toMillis());
    }

    private synchronized void leave(InetAddress client) {
        byClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
        running--;
        notifyAll();
    }

    private int share(InetAddress client) {
        return byClient.getOrDefault(client, 0);
    }

    private void logShare(InetAddress client) {
        if (share(client) >= total / 2 && System.nanoTime() - logged >= LOG_EVERY_NANOS) {
            logged = System.nanoTime();
            LOG.atWarn()
                    .addKeyValue("client", client.getHostAddress())
                    .addKeyValue("limit", total / 2)
                    .log("one client address has reached its share of all " + what
                            + "; its further requests wait or get 503");
        }
    }
}
