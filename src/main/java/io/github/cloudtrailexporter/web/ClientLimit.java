package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cloudtrailexporter.poll.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how many requests do the same thing at once, in total and by client: one address gets at most half, so that a
 * client that floods the exporter does not keep out the others.
 */
final class ClientLimit {

    private static final Logger LOG = LoggerFactory.getLogger(ClientLimit.class);

    private final String what;
    private final int total;
    private final Map<InetAddress, Integer> byClient = new HashMap<>();
    private int running;
    private Deadline nextWarning = Deadline.in(Duration.ZERO);

    ClientLimit(String what, int total) {
        this.what = what;
        this.total = total;
    }

    /** Handles the request as soon as the limit allows; if that is not before the deadline, responds with 503. */
    void run(HttpExchange exchange, Deadline deadline, HttpHandler handler) throws IOException {
        InetAddress client = exchange.getRemoteAddress().getAddress();
        if (!enter(client, deadline)) {
            Responses.busy(exchange, 503, "Too many " + what + " at once");
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
        await(() -> running == 0, Deadline.in(atMost));
    }

    private synchronized boolean enter(InetAddress client, Deadline deadline) {
        if (share(client) >= total / 2 && nextWarning.passed()) {
            nextWarning = Deadline.in(Duration.ofMinutes(1));
            LOG.atWarn()
                    .addKeyValue("client", client.getHostAddress())
                    .addKeyValue("limit", total / 2)
                    .log("one client address has reached its share of all " + what
                            + "; its further requests wait or get 503");
        }
        boolean free = await(() -> running < total && share(client) < total / 2, deadline);
        if (free) {
            byClient.merge(client, 1, Integer::sum);
            running++;
        }
        return free;
    }

    private synchronized void leave(InetAddress client) {
        byClient.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
        running--;
        notifyAll();
    }

    /** Whether the condition was true in time. The caller is synchronized, and so is what changes the condition. */
    private boolean await(BooleanSupplier condition, Deadline deadline) {
        try {
            while (!condition.getAsBoolean()) {
                if (deadline.passed()) {
                    return false;
                }
                wait(Math.max(1, deadline.remaining().toMillis()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int share(InetAddress client) {
        return byClient.getOrDefault(client, 0);
    }
}
