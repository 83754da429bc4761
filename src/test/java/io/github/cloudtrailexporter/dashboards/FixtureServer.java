package io.github.cloudtrailexporter.dashboards;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * A metrics page like that of the exporter, from a text, in which {@code @now-60@} is the Unix time a minute ago and
 * {@code @n*3@} grows by three with each scrape. The JVM's own metrics follow, from the library that the exporter uses.
 */
final class FixtureServer implements AutoCloseable {

    private static final Pattern PLACE = Pattern.compile("@(now-|n\\*)([0-9.]+)@");

    private final HttpServer server;
    private final String page;
    private final CollectorRegistry jvm = new CollectorRegistry();
    private final AtomicInteger scrapes = new AtomicInteger();
    private volatile boolean failing;

    FixtureServer(String page) throws IOException {
        this.page = page;
        DefaultExports.register(jvm);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::respond);
        server.start();
    }

    String target() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every scrape gets an error. */
    void fail() {
        failing = true;
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = (failing ? "" : render()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TextFormat.CONTENT_TYPE_004);
            exchange.sendResponseHeaders(failing ? 500 : 200, failing ? -1 : body.length);
            if (!failing) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private String render() {
        StringWriter text = new StringWriter();
        text.write(fill(page, Instant.now().getEpochSecond(), scrapes.incrementAndGet()));
        try {
            TextFormat.write004(text, jvm.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String fill(String page, long now, int scrape) {
        BinaryOperator<String> value = (kind, number) -> kind.equals("n*")
                ? String.valueOf(scrape * Double.parseDouble(number))
                : String.valueOf(now - Long.parseLong(number));
        return PLACE.matcher(page).replaceAll(found -> value.apply(found.group(1), found.group(2)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
