package io.github.cloudtrailexporter.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged exporter as a running process. Closing it ends the process in any state. */
final class ExporterProcess implements AutoCloseable {

    /** Timeout of actions that take two seconds on a quiet machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern LISTENING = Pattern.compile("(?:address=|\"address\":\")[^\\s\"]*:(\\d+)");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final Process process;
    private final Output out;
    private final Output err;
    private int port;

    ExporterProcess(Process process) {
        this.process = process;
        this.out = Output.of(process.getInputStream());
        this.err = Output.of(process.getErrorStream());
    }

    /** The output of one of its streams so far. */
    private static final class Output {
        private final StringBuilder text = new StringBuilder();
        private boolean ended;

        static Output of(InputStream stream) {
            Output output = new Output();
            Thread reader = new Thread(() -> output.read(stream), "exporter-output");
            reader.setDaemon(true);
            reader.start();
            return output;
        }

        private void read(InputStream stream) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(this::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                add("[output ended: " + e.getMessage() + "]");
            } finally {
                end();
            }
        }

        private synchronized void add(String line) {
            text.append(line).append('\n');
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String text() {
            return text.toString();
        }

        /** Waits until the output contains the text, or ends. */
        synchronized String await(Predicate<String> wanted) throws InterruptedException {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!wanted.test(text.toString()) && !ended && System.nanoTime() < until) {
                wait(100);
            }
            return text.toString();
        }
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    /** The lines of its log. */
    List<String> log() {
        return err().lines()
                .filter(line -> line.startsWith("ts=") || line.startsWith("{"))
                .toList();
    }

    void awaitListening() throws InterruptedException {
        if (!listens()) {
            process.destroyForcibly();
            throw new AssertionError("the exporter does not listen; its output: " + err() + out());
        }
    }

    /** Whether it starts to listen. */
    boolean listens() throws InterruptedException {
        Matcher listening =
                LISTENING.matcher(err.await(text -> LISTENING.matcher(text).find()));
        boolean found = listening.find();
        if (found) {
            port = Integer.parseInt(listening.group(1));
        }
        return found;
    }

    /** Waits until it responds on that port, and uses it from then on. */
    void awaitAnswer(int atPort) throws InterruptedException {
        port = atPort;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy()) {
            if (System.nanoTime() > until || !process.isAlive()) {
                process.destroyForcibly();
                throw new AssertionError("the exporter does not respond; its output: " + err() + out());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    boolean isHealthy() throws InterruptedException {
        try {
            return get("/-/healthy").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes a line to its standard input. */
    void writeLine(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Its entry with this name in /proc. */
    Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    /** A number from its status, such as {@code VmRSS} in KiB. */
    long status(String field) throws IOException {
        try (Stream<String> lines = Files.lines(proc("status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The number of its threads whose name starts with this text. */
    long threadsNamed(String beginning) throws IOException {
        try (Stream<Path> threads = Files.list(proc("task"))) {
            return threads.filter(thread -> nameOf(thread).startsWith(beginning))
                    .count();
        }
    }

    private static String nameOf(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** Waits until the log contains this text so many times. */
    void awaitLog(String text, int times) throws InterruptedException {
        Predicate<String> enough = log -> log.split(Pattern.quote(text), -1).length > times;
        if (!enough.test(err.await(enough))) {
            throw new AssertionError("the log did not contain " + times + " times '" + text + "' but: " + err());
        }
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return request("GET", path, headers);
    }

    CompletableFuture<HttpResponse<String>> getAsync(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build();
        return http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<String> request(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A scrape in the text format. */
    Page scrape(String... headers) throws IOException, InterruptedException {
        HttpResponse<String> response = get("/metrics", headers);
        if (response.statusCode() != 200) {
            throw new AssertionError("/metrics returned " + response.statusCode() + ": " + response.body());
        }
        return Page.of(response.body());
    }

    /** @param name without SIG */
    void signal(String name) throws IOException, InterruptedException {
        Skips.ifIgnored(name);
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError(
                    "kill: " + new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Ends it with SIGTERM. */
    int stop() throws IOException, InterruptedException {
        signal("TERM");
        return awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the exporter did not end; its output: " + err() + out());
        }
        out.await(text -> false);
        err.await(text -> false);
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All output of its streams. */
    String everything() {
        return Stream.of(out(), err()).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
