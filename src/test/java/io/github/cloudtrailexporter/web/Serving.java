package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.WebAccess;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A running server on loopback whose parts a test can replace, and clients for it. */
public final class Serving implements AutoCloseable {

    static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), Duration.ZERO);

    public final AtomicInteger polls = new AtomicInteger();
    final BlockingQueue<Duration> deadlines = new LinkedBlockingQueue<>();
    volatile Supplier<Snapshot> snapshots = () -> EMPTY;
    volatile Supplier<List<Collector.MetricFamilySamples>> families =
            () -> List.of(new GaugeMetricFamily("test_up", "Help.", 1), new GaugeMetricFamily("test_two", "Help.", 2));
    volatile Supplier<List<String>> reload = List::of;
    volatile Duration pollTimeout = Duration.ofSeconds(9);

    final WebServer server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Serving() throws IOException {
        this(options());
    }

    public Serving(WebOptions options) throws IOException {
        WebServer.Sources sources =
                new WebServer.Sources(this::poll, List.of(new Families()), () -> reload.get(), () -> pollTimeout);
        server = WebServer.start(options, sources, new BuildInfo("1.2.3", "abcdef0"));
    }

    public static WebOptions options() {
        return options(WebConfig.NONE);
    }

    public static WebOptions options(WebConfig web) {
        return options(WebAccess.of(web));
    }

    public static WebOptions options(WebAccess web) {
        return new WebOptions(
                List.of(new ListenAddress("127.0.0.1", 0)), "/metrics", PathPrefix.NONE, Duration.ofMillis(500), web);
    }

    private final class Families extends Collector {
        @Override
        public List<MetricFamilySamples> collect() {
            return families.get();
        }
    }

    private Snapshot poll(Deadline deadline) {
        polls.incrementAndGet();
        deadlines.add(deadline.remaining());
        return snapshots.get();
    }

    public InetSocketAddress address() {
        return server.addresses().get(0);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address().getPort() + path);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()), headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the bytes of the text and returns what comes back until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same from another address of this machine, for example 127.0.0.2. */
    String rawFrom(String client, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(client, 0));
            socket.connect(address(), 5000);
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Socket connect() throws IOException {
        return connect(65_536);
    }

    /** @param receiveBuffer bytes that the system takes before the client reads */
    Socket connect(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(address(), 5000);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Throws anything where only unchecked exceptions may be thrown. */
    static RuntimeException sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Override
    public void close() {
        server.stop(Duration.ZERO);
    }
}
