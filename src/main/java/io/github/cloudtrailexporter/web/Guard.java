package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Stands around every handler: whatever goes wrong inside, the client gets an answer and the log one line. Without it
 * the JDK closes the connection without a word on an exception, and leaves the client waiting on an Error.
 */
final class Guard implements HttpHandler {

    private static final Logger LOG = System.getLogger(Guard.class.getName());

    private final Endpoint.Action inner;
    private final InFlight inFlight;
    private volatile boolean stopping;

    Guard(Endpoint.Action inner, InFlight inFlight) {
        this.inner = inner;
        this.inFlight = inFlight;
    }

    /** From now on every new request is told to go elsewhere. */
    void stop() {
        stopping = true;
    }

    @Override
    public void handle(HttpExchange exchange) {
        inFlight.enter();
        try {
            answer(exchange);
        } catch (IOException | RuntimeException | Error e) {
            failed(exchange, e);
        } finally {
            exchange.close();
            inFlight.leave();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (stopping) {
            exchange.getResponseHeaders().set("Connection", "close");
            Answers.busy(exchange, "Shutting down");
        } else {
            inner.answer(exchange);
        }
    }

    private static void failed(HttpExchange exchange, Throwable failure) {
        if (failure instanceof IOException && answered(exchange)) {
            LOG.log(Level.DEBUG, "a client left before its answer was complete: {0}", failure.toString());
            return;
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        tryToAnswer(exchange, id);
        LOG.log(Level.ERROR, "internal error, id=" + id, failure);
        // The process is no longer sound after these; a stack overflow only ends its own call.
        if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
            throw error;
        }
    }

    private static void tryToAnswer(HttpExchange exchange, String id) {
        if (answered(exchange)) {
            return;
        }
        try {
            Answers.text(exchange, 500, "internal error, id=" + id);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client left before it was told about an error: {0}", e.toString());
        }
    }

    private static boolean answered(HttpExchange exchange) {
        return exchange.getResponseCode() != -1;
    }
}
