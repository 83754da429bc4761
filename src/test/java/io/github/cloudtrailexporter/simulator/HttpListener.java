package io.github.cloudtrailexporter.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * A small HTTP/1.1 server on loopback with one thread per connection.
 *
 * <p>Not the JDK's {@code HttpServer}, which cannot send an invalid status line, a reset or half a header. A
 * waiting thread uses no CPU, whether it simulates latency or a hang.
 */
final class HttpListener implements Closeable {

    private static final int BACKLOG = 1024;

    private final String scheme;
    private final ServerSocket server;
    private final Function<HttpRequest, Reply> handler;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;

    HttpListener(int port, ServerSocketFactory sockets, Function<HttpRequest, Reply> handler) throws IOException {
        this.handler = handler;
        this.scheme = sockets instanceof SSLServerSocketFactory ? "https" : "http";
        this.server = sockets.createServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> daemon(task, number.incrementAndGet()));
        threads.execute(this::accept);
    }

    URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Connection connection : open) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private static Thread daemon(Runnable task, int number) {
        Thread thread = new Thread(task, "simulated-aws-" + number);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // closed, or one client that disconnected while connecting: the loop's condition distinguishes them
            }
        }
    }

    private void serve(Socket socket) {
        try (Connection connection = new Connection(socket)) {
            open.add(connection);
            try {
                converse(connection);
            } finally {
                open.remove(connection);
            }
        } catch (IOException e) {
            // the client disconnected or was disconnected: normal in a simulator
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(Connection connection) throws IOException, InterruptedException {
        boolean usable = !server.isClosed();
        while (usable) {
            Optional<HttpRequest> request = connection.nextRequest();
            usable = request.isPresent()
                    && handler.apply(request.get()).sendOver(connection)
                    && !request.get().isLast();
        }
    }
}
