package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.poll.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how many requests do the same thing at once. One client address holds at most half of the places, so that a
 * client that floods the exporter does not keep out the others.
 */
final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);
    private static final long LOG_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final String what;
    private final int total;
    private final Map<InetAddress, Integer> taken = new HashMap<>();
    private int used;
    private long logged = System.nanoTime() - LOG_EVERY_NANOS;

    /** @param what the name of these places in the log */
    Places(String what, int total) {
        this.what = what;
        this.total = total;
    }

    /**
     * Runs the action as soon as there is a place; if there is none in time, answers 503.
     *
     * @param atMost the longest time to wait for a place
     */
    void run(HttpExchange exchange, Duration atMost, Endpoint.Action action) throws IOException {
        InetAddress client = exchange.getRemoteAddress().getAddress();
        if (!take(client, Deadline.in(atMost))) {
            Responses.busy(exchange, "Too many " + what + " at once");
            return;
        }
        try {
            action.answer(exchange);
        } finally {
            release(client);
        }
    }

    /** Waits until no place is taken, at most this long. Returns early if interrupted. */
    synchronized void awaitNone(Duration atMost) {
        Deadline deadline = Deadline.in(atMost);
        try {
            while (used > 0 && !deadline.passed()) {
                wait(millis(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a place for this client; false if there was none in time. */
    private synchronized boolean take(InetAddress client, Deadline deadline) {
        try {
            while (used >= total || share(client) >= total / 2) {
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
        taken.put(client, share(client) + 1);
        used++;
        return true;
    }

    private static long millis(Deadline deadline) {
        return Math.max(1, deadline.remaining().toMillis());
    }

    private synchronized void release(InetAddress client) {
        taken.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
        used--;
        notifyAll();
    }

    private int share(InetAddress client) {
        return taken.getOrDefault(client, 0);
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
