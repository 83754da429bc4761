package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.status.StatusPage;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: the JDK's, once for each listen address, with common threads.
 *
 * <p>simpleclient's own HTTPServer is not used, only its handler: it answers one request at a time, sets its time limits
 * too late to have an effect, and has no page but the metrics.
 */
public final class WebServer {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** Connections that the system accepts while the accept thread is busy, for example when a thousand reconnect. */
    private static final int BACKLOG = 1024;

    /**
     * Limit on requests at once; beyond, the JDK's server closes the connection. Many, because a client that sends half a
     * request holds one until the JDK closes it. Each costs about 200 kB meanwhile (measured with 600).
     */
    static final int MOST_REQUESTS = 1024;

    private final List<HttpServer> servers = new ArrayList<>();

    /**
     * One for each request, from its first byte to the end of its response. Platform threads, because the JDK's server reads
     * requests within {@code synchronized}: before Java 24 a virtual thread would hold its carrier there.
     */
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_REQUESTS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            daemons("http"),
            (request, pool) -> reject());

    private Deadline nextWarning = Deadline.in(Duration.ZERO);

    private final Pages pages;
    private final ErrorFilter filter;

    /**
     * What the paths need from the rest of the exporter.
     *
     * @param snapshots does not fail because of AWS
     * @param ownMetrics in the order of the page
     * @param reload returns the problems of the file, for people, or none if the new configuration is in force
     * @param pollTimeout the longest duration of a poll if the request sets none
     */
    public record Sources(
            Function<Deadline, Snapshot> snapshots,
            List<Collector> ownMetrics,
            Supplier<List<String>> reload,
            Supplier<Duration> pollTimeout) {}

    private WebServer(WebOptions options, Sources sources, BuildInfo build) {
        pages = new Pages(sources.snapshots(), new ScrapeTimeout(options.timeoutOffset(), sources.pollTimeout()));
        StatusPage page = new StatusPage(build, options.prefix().links() + options.telemetryPath());
        StatusEndpoint status = new StatusEndpoint(page, pages);
        MetricsEndpoint metrics = new MetricsEndpoint(sources.ownMetrics(), pages);
        Routes routes = new Routes(options, sources.reload(), status, metrics);
        filter = new ErrorFilter(new RequestChecks(options.web(), routes));
    }

    /**
     * Listens on every address; returns after each has answered once. Fails with a message for people, and keeps nothing, if
     * one cannot be bound or the TLS files cannot be used.
     */
    public static WebServer start(WebOptions options, Sources sources, BuildInfo build) throws IOException {
        ServerProperties.install();
        WebServer server = new WebServer(options, sources, build);
        try {
            Optional<HttpsConfigurator> tls = options.web().tls();
            for (ListenAddress address : options.listen()) {
                server.listen(address, tls);
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        server.addresses().forEach(WebServer::requestOnce);
        return server;
    }

    /** The addresses as they are bound, in the order of the options. */
    public List<InetSocketAddress> addresses() {
        return servers.stream().map(HttpServer::getAddress).toList();
    }

    /** Rejects every new request, waits until those in progress are answered, at most this long, and closes. */
    public void stop(Duration grace) {
        filter.stop(grace);
        close();
    }

    private void close() {
        // Without a delay: the JDK would sleep all of it, even with no request in progress.
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
        pages.close();
    }

    /** Makes the JDK's server close the connection. Called by its accept thread, which must not wait. */
    private void reject() {
        if (!threads.isShutdown() && nextWarning.passed()) {
            nextWarning = Deadline.in(Duration.ofMinutes(1));
            LOG.atWarn()
                    .addKeyValue("threads", MOST_REQUESTS)
                    .log("all request threads are busy, most likely with requests that do not arrive completely;"
                            + " new connections are closed");
        }
        throw new RejectedExecutionException("all request threads are busy");
    }

    /** Threads that a thread dump shows by name, and that never keep the process alive. */
    static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void listen(ListenAddress address, Optional<HttpsConfigurator> tls) throws IOException {
        InetSocketAddress socketAddress = address.host().isEmpty()
                ? new InetSocketAddress(address.port())
                : new InetSocketAddress(address.host(), address.port());
        if (socketAddress.isUnresolved()) {
            throw new IOException("cannot listen on " + address + ": unknown host");
        }
        try {
            HttpServer server = tls.isPresent()
                    ? HttpsServer.create(socketAddress, BACKLOG)
                    : HttpServer.create(socketAddress, BACKLOG);
            servers.add(server);
            tls.ifPresent(configurator -> ((HttpsServer) server).setHttpsConfigurator(configurator));
            server.createContext("/", filter);
            server.setExecutor(threads);
            server.start();
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /**
     * Loads the classes that accept, answer and close a connection: if the first close happens when the process has no
     * file descriptors left, they cannot be loaded any more, the accept thread dies, and the port stays open without ever
     * answering again (observed on JDK 17). A TLS server closes this connection unanswered, which serves as well.
     */
    private static void requestOnce(InetSocketAddress bound) {
        InetAddress host =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, bound.getPort()), 2000);
            socket.setSoTimeout(2000);
            String request = "GET " + WebOptions.HEALTHY + " HTTP/1.0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("error", e.toString()).log("the first request failed");
        }
    }
}
