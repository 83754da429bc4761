package io.github.cloudtrailexporter.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Many connections from 127.0.0.66 that misbehave in one way and reconnect as soon as the server closes them. Also runs
 * against any exporter on this machine: {@code java Attack.java PORT SILENT|HALF_OPEN|SLOW_READER COUNT SECONDS}.
 */
final class Attack implements AutoCloseable {

    private static final String ATTACKER = "127.0.0.66";
    private static final Duration IN_TIME = Duration.ofSeconds(6);

    /** What the connections do after they are open. */
    enum Kind {
        /** Send nothing. */
        SILENT(""),
        /** Send a request that does not end. */
        HALF_OPEN("GET /metrics HTTP/1.1\r\nHost: x\r\nX-A: "),
        /** Request the page and read 256 bytes of it every half second. */
        SLOW_READER("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");

        private final String request;

        Kind(String request) {
            this.request = request;
        }

        private byte[] bytes() {
            return request.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** How the scrapes of an honest client went. */
    record Result(int inTime, int all, Duration slowest) {
        @Override
        public String toString() {
            return inTime + " of " + all + " scrapes within 6 s, slowest " + slowest.toMillis() + " ms";
        }
    }

    private final InetSocketAddress server;
    private final Kind kind;
    private final Selector selector = Selector.open();
    private final Thread thread = new Thread(this::run, "attack");
    private volatile boolean closed;

    private Attack(int port, Kind kind) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.kind = kind;
    }

    static Attack start(int port, Kind kind, int connections) throws IOException {
        Attack attack = new Attack(port, kind);
        for (int i = 0; i < connections; i++) {
            attack.connect();
        }
        attack.thread.setDaemon(true);
        attack.thread.start();
        return attack;
    }

    private void connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (kind == Kind.SLOW_READER) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        }
        channel.bind(new InetSocketAddress(ATTACKER, 0));
        channel.register(selector, SelectionKey.OP_CONNECT);
        channel.connect(server);
    }

    private void run() {
        try {
            long swept = System.nanoTime();
            while (!closed) {
                selector.select(100);
                List<SelectionKey> ready = List.copyOf(selector.selectedKeys());
                selector.selectedKeys().clear();
                for (SelectionKey key : ready) {
                    handle(key);
                }
                if (System.nanoTime() - swept > 500_000_000L) {
                    swept = System.nanoTime();
                    readSlowly();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readSlowly() throws IOException {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            if (key.isValid() && key.interestOps() == 0) {
                read(key);
            }
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isReadable()) {
            read(key);
            return;
        }
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            channel.finishConnect();
            channel.write(ByteBuffer.wrap(kind.bytes()));
            key.interestOps(kind == Kind.SLOW_READER ? 0 : SelectionKey.OP_READ);
        } catch (IOException e) {
            replace(channel);
        }
    }

    private void read(SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (channel.read(ByteBuffer.allocate(256)) < 0) {
                replace(channel);
            }
        } catch (IOException e) {
            replace(channel);
        }
    }

    private void replace(SocketChannel channel) throws IOException {
        channel.close();
        connect();
    }

    /** One scrape a second of the attacked server by an honest client, each on a connection of its own. */
    Result scrapes(int count) throws InterruptedException {
        List<CompletableFuture<Duration>> scrapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<Duration> scrape = new CompletableFuture<>();
            Thread client = new Thread(() -> scrape.complete(scrape()), "honest");
            client.setDaemon(true);
            client.start();
            scrapes.add(scrape);
            TimeUnit.SECONDS.sleep(1);
        }
        List<Duration> times = scrapes.stream().map(CompletableFuture::join).toList();
        int inTime = (int) times.stream().filter(t -> t.compareTo(IN_TIME) <= 0).count();
        Duration slowest = times.stream().max(Duration::compareTo).orElseThrow();
        return new Result(inTime, count, slowest);
    }

    /** How long a complete page took; a minute if there was none. */
    private Duration scrape() {
        long start = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(server, 10_000);
            socket.setSoTimeout(10_000);
            String request = String.join(
                    "\r\n",
                    "GET /metrics HTTP/1.1",
                    "Host: x",
                    "Connection: close",
                    "Accept-Encoding: gzip",
                    "X-Prometheus-Scrape-Timeout-Seconds: 10",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String response = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            byte[] body = response.substring(response.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
            String page = new String(
                    new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), StandardCharsets.UTF_8);
            boolean complete = page.contains("cloudtrail_exporter_poll_duration");
            return complete ? Duration.ofNanos(System.nanoTime() - start) : Duration.ofMinutes(1);
        } catch (IOException e) {
            return Duration.ofMinutes(1);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Kind kind = Kind.valueOf(args[1].toUpperCase(Locale.ROOT));
        int count = Integer.parseInt(args[2]);
        try (Attack attack = Attack.start(port, kind, count)) {
            TimeUnit.SECONDS.sleep(1);
            System.out.println(count + " " + kind + ": " + attack.scrapes(Integer.parseInt(args[3])));
        }
    }
}
