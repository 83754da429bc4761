package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.github.cloudtrailexporter.web.security.Tls;
import io.github.cloudtrailexporter.web.status.StatusPage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server: the JDK's, once for each listen address, over one pool of threads.
 *
 * <p>simpleclient's own HTTPServer is not used: it answers one request at a time, sets its time limits too late to have
 * an effect, has no page but the metrics, and its handler keeps a whole page as one array.
 */
public final class WebServer {

    private static final int THREADS = 64;
    private static final int KEPT_FREE_OF_PAGES = 8;
    private static final int BACKLOG = 128;

    private final List<HttpServer> servers = new ArrayList<>();
    private final InFlight inFlight = new InFlight();
    private final Renderers renderers = new Renderers();
    private final ThreadPoolExecutor pool;
    private final Guard guard;

    private WebServer(WebOptions options, WebHandlers handlers, BuildInfo build) {
        // Never queues and never blocks: when all threads are busy the JDK's accept thread closes the connection.
        pool = new ThreadPoolExecutor(
                0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), NamedThreads.daemon("http"));
        guard = new Guard(new Gate(options.web(), router(options, handlers, build)), inFlight);
    }

    /**
     * Listens on every address and answers; returns after each address has answered once.
     *
     * @throws IOException if one of the addresses cannot be had, or the TLS files cannot be used; then nothing is kept. The message is for people
     */
    public static WebServer start(WebOptions options, WebHandlers handlers, BuildInfo build) throws IOException {
        ServerProperties.install();
        WebServer server = new WebServer(options, handlers, build);
        try {
            Optional<Tls> tls = Optional.empty();
            if (options.web().tls().isPresent()) {
                tls = Optional.of(Tls.of(options.web().tls().get(), handlers.tlsReloads()));
            }
            for (ListenAddress address : options.listen()) {
                server.listen(address, tls);
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        server.addresses().forEach(WarmUp::request);
        return server;
    }

    /** The addresses as they are bound, in the order of the options. */
    public List<InetSocketAddress> addresses() {
        return servers.stream().map(HttpServer::getAddress).toList();
    }

    /**
     * Turns every new request away, waits until those under way are answered, at most this long, and closes. Returns at
     * once if there are none.
     */
    public void stop(Duration grace) {
        guard.stop();
        inFlight.awaitNone(grace);
        close();
    }

    private void close() {
        // Without a delay: the JDK would sleep all of it, also with nothing to wait for.
        servers.forEach(server -> server.stop(0));
        pool.shutdownNow();
        renderers.close();
    }

    private Router router(WebOptions options, WebHandlers handlers, BuildInfo build) {
        PagePermits permits = new PagePermits(THREADS - KEPT_FREE_OF_PAGES);
        ScrapeTimeout timeout = new ScrapeTimeout(options.timeoutOffset(), handlers.pollTimeout());
        MetricsEndpoint metrics = new MetricsEndpoint(handlers, timeout, renderers);
        StatusPage page = new StatusPage(build, options.telemetryPath());
        StatusEndpoint status = new StatusEndpoint(handlers.snapshots(), timeout::deadline, renderers, page);
        return Site.router(options, handlers, new Site.Pages(permits.limit(status), permits.limit(metrics)));
    }

    private void listen(ListenAddress address, Optional<Tls> tls) throws IOException {
        HttpServer server = bind(address, tls);
        servers.add(server);
        server.createContext("/", guard);
        server.setExecutor(pool);
        server.start();
    }

    private static HttpServer bind(ListenAddress address, Optional<Tls> tls) throws IOException {
        InetSocketAddress socketAddress = address.socketAddress();
        if (socketAddress.isUnresolved()) {
            throw new IOException("cannot listen on " + address + ": unknown host");
        }
        try {
            return tls.isPresent() ? secure(socketAddress, tls.get()) : HttpServer.create(socketAddress, BACKLOG);
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static HttpServer secure(InetSocketAddress address, Tls tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(tls);
        return server;
    }
}
