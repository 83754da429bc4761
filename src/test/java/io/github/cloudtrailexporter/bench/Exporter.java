package io.github.cloudtrailexporter.bench;

import io.github.cloudtrailexporter.FreePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The packaged exporter as a process, with the kernel's figures about it. */
final class Exporter implements AutoCloseable {

    /** Clock ticks per second, the kernel's unit of CPU time; the same on every Linux that Java supports. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int PATIENCE_MILLIS = 60_000;

    private final Process process;
    private final int port;
    private final long started;

    private Exporter(Process process, int port, long started) {
        this.process = process;
        this.port = port;
        this.started = started;
    }

    /** A page, and how long it took: from the first byte of the request to the last of the response. */
    record Scrape(String page, double seconds) {
        /** The number of trails that are up. */
        long up() {
            return page.lines()
                    .filter(line -> line.startsWith("cloudtrail_up{") && line.endsWith(" 1.0"))
                    .count();
        }

        double value(String metric) {
            return page.lines()
                    .filter(line -> line.startsWith(metric + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                    .sum();
        }
    }

    /** @param options of the JVM */
    static Exporter start(List<String> options, Path config) throws IOException {
        int port = FreePort.find();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", Options.jar().toString()));
        command.addAll(List.of("--config.file=" + config, "--web.listen-address=127.0.0.1:" + port));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(Options.ENVIRONMENT);
        long started = System.nanoTime();
        return new Exporter(builder.start(), port, started);
    }

    /** Scrapes until it responds; returns the seconds since the process was started. */
    Scrape first() throws IOException, InterruptedException {
        while (true) {
            try {
                return new Scrape(scrape().page(), (System.nanoTime() - started) / 1e9);
            } catch (ConnectException e) {
                if (!process.isAlive()) {
                    throw new IOException("the exporter has ended with " + process.exitValue(), e);
                }
                Thread.sleep(2);
            }
        }
    }

    /** Scrapes as Prometheus does, compressed. */
    Scrape scrape() throws IOException {
        long before = System.nanoTime();
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setRequestProperty("X-Prometheus-Scrape-Timeout-Seconds", "25");
        byte[] gzip;
        try (InputStream in = connection.getInputStream()) {
            gzip = in.readAllBytes();
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new Scrape(new String(in.readAllBytes(), StandardCharsets.UTF_8), seconds);
        }
    }

    /** Seconds of processor time since its start. */
    double processorSeconds() throws IOException {
        String[] fields =
                Files.readString(proc("stat")).replaceFirst("^.*\\) ", "").split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Current memory in mebibytes. */
    long residentMebibytes() throws IOException {
        try (var lines = Files.lines(proc("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .sum()
                    / 1024;
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
