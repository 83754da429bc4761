package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.faults.Connections;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a JVM of its own: the JDK reads its limits once for each process, and what is done to it here may take the
 * process down.
 */
final class ChildServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private ChildServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Serves 2,000 trails until it is killed. */
    public static void main(String[] args) throws IOException {
        ServerProperties.install();
        Fleet fleet = new Fleet();
        for (int i = 0; i < 2000; i++) {
            fleet.healthy(String.format("%012d", i), "management", "eu-west-1", "eu-west-1");
        }
        Snapshot snapshot = fleet.snapshot();
        WebServer.Sources sources =
                new WebServer.Sources(deadline -> snapshot, List.of(), List::of, () -> Duration.ofSeconds(9));
        try {
            WebServer server = WebServer.start(Serving.options(), sources, new BuildInfo("1", ""));
            System.out.println(server.addresses().get(0).getPort());
        } catch (IOException | RuntimeException | Error e) {
            // Threads of a server that is half there would keep the process alive, and the test waiting.
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** @param first commands for the shell before it becomes the JVM, for example one that lowers a limit */
    static ChildServer start(String first, String... options) throws IOException {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        java.addAll(List.of(options));
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildServer.class.getName()));
        List<String> shell = new ArrayList<>(List.of("sh", "-c", first + "exec \"$@\"", "sh"));
        shell.addAll(java);
        Process process = new ProcessBuilder(shell)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String port = out.readLine();
        if (port == null) {
            throw new IOException("the server did not start");
        }
        return new ChildServer(process, Integer.parseInt(port));
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Socket connect() throws IOException {
        return connect(0);
    }

    /** @param receiveBuffer bytes that the client takes without reading; 0 for the usual many */
    Socket connect(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** As many connections as it accepts and the system queues for it. */
    List<Socket> connectUntilRefused() throws IOException {
        return Connections.untilRefused(port, 400);
    }

    /** What comes back until the server closes; what came before a reset if it ends so. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            return raw(socket, request);
        }
    }

    static String raw(Socket socket, String request) {
        StringBuilder answer = new StringBuilder();
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] buffer = new byte[8192];
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            answer.append("");
        }
        return answer.toString();
    }

    /** Whether a scrape gets a complete page. */
    boolean answersScrape() {
        return isOk("/metrics");
    }

    boolean isOk(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(5000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode() == 200
                    && connection.getInputStream().readAllBytes().length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** How long it takes until a scrape is answered again, at most {@code atMost}. */
    Duration untilAnswered(Duration atMost) throws InterruptedException {
        long start = System.nanoTime();
        while (!answersScrape()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("no scrape was answered within " + atMost);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
