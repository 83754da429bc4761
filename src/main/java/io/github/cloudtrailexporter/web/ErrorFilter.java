package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.cloudtrailexporter.poll.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost handler: whatever fails inside, the client gets a response and the log one line. Without it the JDK
 * closes the connection without a response on an exception, and leaves the client waiting on an Error.
 */
final class ErrorFilter implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorFilter.class);

    private final HttpHandler inner;
    private final ClientLimit requests = new ClientLimit("requests", WebServer.MOST_REQUESTS);
    private volatile boolean stopping;

    ErrorFilter(HttpHandler inner) {
        this.inner = inner;
    }

    /** From now on every new request gets 503; waits for those in progress, at most this long. */
    void stop(Duration grace) {
        stopping = true;
        requests.awaitNone(grace);
    }

    @Override
    public void handle(HttpExchange exchange) {
        try {
            requests.run(exchange, Deadline.in(Duration.ZERO), this::answer);
        } catch (IOException | RuntimeException | Error e) {
            failed(exchange, e);
        } finally {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (stopping) {
            exchange.getResponseHeaders().set("Connection", "close");
            Responses.busy(exchange, 503, "Shutting down");
        } else {
            inner.handle(exchange);
        }
    }

    private static void failed(HttpExchange exchange, Throwable failure) {
        boolean answered = exchange.getResponseCode() != -1;
        if (answered && failure instanceof IOException) {
            LOG.debug("a client left before its response was complete", failure);
            return;
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        try {
            if (!answered) {
                Responses.text(exchange, 500, "internal error, id=" + id);
            }
        } catch (IOException e) {
            LOG.debug("a client left before it got the error", e);
        }
        LOG.atError().setCause(failure).addKeyValue("id", id).log("internal error");
        // After these the process is no longer sound; a stack overflow only ends its own call.
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }
}
