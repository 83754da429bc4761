package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpExchange;
import io.github.cloudtrailexporter.poll.Deadline;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer.HTTPMetricHandler;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Renders pages, one at a time, and sends them, a few at once. The text of a fleet's page is tens of megabytes and less
 * than two as gzip, which is all that is in memory while a client reads.
 *
 * <p>One handler of simpleclient for all scrapes, used by one thread: the handler keeps the text in a {@code ThreadLocal}.
 * A handler for each scrape leaves its text behind in a thread that lives on, and one handler in many threads keeps a text
 * in each. The thread ends when there is nothing more to render, and the text with it.
 */
final class Pages {

    /** Time to render after a poll that took all its time; the sum stays below the JDK's limit for a response. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Rendered or sent at once; more wait for their turn. */
    private static final int AT_ONCE = 8;

    private final Places places = new Places("pages", AT_ONCE);
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RequestThreads.named("render"));
    private final CurrentPage current = new CurrentPage();
    private final HTTPMetricHandler handler;

    Pages() {
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(current);
        handler = new HTTPMetricHandler(registry);
    }

    /** The collector of the page that is being rendered; used only by the rendering thread. */
    private static final class CurrentPage extends Collector {
        private Collector collector;

        @Override
        public List<MetricFamilySamples> collect() {
            return collector == null ? List.of() : collector.collect();
        }
    }

    /**
     * Renders and sends the metrics.
     *
     * @param deadline when the page should be complete
     * @param accept the format that the client prefers
     */
    void sendMetrics(HttpExchange exchange, Deadline deadline, String accept, Collector collector) throws IOException {
        send(exchange, deadline, TextFormat.chooseContentType(accept), () -> {
            ScrapeExchange scrape = new ScrapeExchange(exchange, accept);
            current.collector = collector;
            try {
                handler.handle(scrape);
            } finally {
                current.collector = null;
            }
            return scrape.body();
        });
    }

    /** Renders and sends a page of text. */
    void sendText(HttpExchange exchange, Deadline deadline, String contentType, Supplier<String> page)
            throws IOException {
        send(exchange, deadline, contentType, () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(page.get().getBytes(StandardCharsets.UTF_8));
            }
            return bytes.toByteArray();
        });
    }

    private void send(HttpExchange exchange, Deadline deadline, String contentType, Callable<byte[]> page)
            throws IOException {
        places.run(exchange, deadline.remaining(), response -> {
            try {
                Responses.page(response, contentType, render(page, deadline.remaining()));
            } catch (TimeoutException | RejectedExecutionException e) {
                Responses.busy(response, "The page was not ready in time");
            }
        });
    }

    private byte[] render(Callable<byte[]> page, Duration remaining) throws IOException, TimeoutException {
        Duration atMost = remaining.compareTo(PATIENCE) > 0 ? remaining : PATIENCE;
        Future<byte[]> rendered = thread.submit(page);
        try {
            return rendered.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("the server is being stopped");
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        } finally {
            rendered.cancel(false);
        }
    }

    private static IOException unwrapped(Throwable cause) throws IOException {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        return cause instanceof IOException exception ? exception : new IOException(cause);
    }

    void close() {
        thread.shutdownNow();
    }
}
