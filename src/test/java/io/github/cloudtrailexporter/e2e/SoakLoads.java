package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** L1 to L6, L9 and L10: durations, and isolation between clients. */
final class SoakLoads {

    private static final String POLL = "min_interval: 0s, timeout: 9s, call_timeout: 2s";
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final int TRAILS = 200;

    private final SoakTable table;
    private final int rounds;

    /** @param rounds the number of measurements */
    SoakLoads(SoakTable table, int rounds) {
        this.table = table;
        this.rounds = rounds;
    }

    private interface Load {
        void run(SoakWorld world, ExporterProcess exporter) throws Exception;
    }

    /** A load that cannot be measured is one failed row; the others continue. */
    private void measure(String load, Task task) throws Exception {
        try {
            task.run();
        } catch (AssertionError e) {
            System.out.println(load + ": " + e.getMessage().strip());
            table.timed(load, "could not be measured", 1, 0, "");
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    void run() throws Exception {
        measure("L1", () -> with(20, 10, POLL, this::manyTrails));
        measure("L2", () -> with(50, 20, POLL, this::aThousandTrails));
        measure("L3", () -> with(20, 10, POLL.replace("9s", "3s"), this::everythingHangs));
        measure("L4", () -> with(20, 10, POLL, this::oneAccountHangs));
        measure("L5", () -> with(20, 10, POLL.replace("0s", "45s"), this::manyScrapesAtOnce));
        measure("L6", () -> with(20, 10, POLL, this::halfOpenConnections));
        measure("L9", () -> with(20, 10, POLL, this::startAndStop));
        measure("L10", () -> with(20, 10, POLL, this::health));
    }

    private static void with(int accounts, int trailsEach, String poll, Load load) throws Exception {
        Path directory = Files.createTempDirectory("soak");
        try (SoakWorld world = new SoakWorld(directory, accounts, trailsEach, 1)) {
            world.configure(true, poll);
            world.aws.latency(LATENCY);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
                load.run(world, exporter);
            }
        }
    }

    /** A scrape a second. */
    private void manyTrails(SoakWorld world, ExporterProcess exporter) throws Exception {
        warmUp(exporter);
        double[] took = sequence(exporter, rounds, 1_000);
        table.timed("L1", TRAILS + " trails, 50 ms of AWS: scrape, median", SoakTable.quantile(0.5, took), 1, "s");
        table.timed("L1", TRAILS + " trails, 50 ms of AWS: scrape, 99 of 100", SoakTable.quantile(0.99, took), 2, "s");
        table.timed("L1", "trails unknown", TRAILS - up(exporter.scrape()), 0, "trails");
    }

    private void aThousandTrails(SoakWorld world, ExporterProcess exporter) throws Exception {
        warmUp(exporter);
        double[] took = sequence(exporter, Math.max(2, rounds / 6), 0);
        table.timed("L2", "1,000 trails: scrape, 99 of 100", SoakTable.quantile(0.99, took), 4, "s");
        table.timed("L2", "1,000 trails: trails unknown", 1_000 - up(exporter.scrape()), 0, "trails");
        table.row("L2", "1,000 trails: memory", exporter.status("VmRSS") / 1024.0, 384, "MiB");
    }

    /** Two at a time. */
    private void everythingHangs(SoakWorld world, ExporterProcess exporter) throws Exception {
        world.aws.inject(FaultScope.everything(), Fault.hang());
        List<Double> took = new ArrayList<>();
        int missing = 0;
        for (int i = 0; i < Math.max(2, rounds / 3); i++) {
            long start = System.nanoTime();
            for (Page page : together(exporter, 2)) {
                missing += TRAILS - page.named("cloudtrail_up").samples().size();
            }
            took.add(since(start));
        }
        double longest = took.stream().mapToDouble(second -> second).max().orElse(0);
        table.timed("L3", "all of AWS hangs, 3 s: longest scrape", longest, 3.1, "s");
        table.row("L3", "all of AWS hangs: trails missing", missing, 0, "trails");
    }

    private void oneAccountHangs(SoakWorld world, ExporterProcess exporter) throws Exception {
        warmUp(exporter);
        String account = world.trails.get(0).account();
        world.aws.inject(FaultScope.everything().account(account), Fault.hang());
        long start = System.nanoTime();
        Page page = exporter.scrape();
        table.timed("L4", "1 of 20 accounts hangs: scrape", since(start), 4.5, "s");
        table.timed("L4", "1 of 20 accounts hangs: others unknown", 190 - up(page), 0, "trails");
    }

    /** On a new process, before the first poll. */
    private void manyScrapesAtOnce(SoakWorld world, ExporterProcess exporter) throws Exception {
        world.aws.latency(Duration.ofMillis(500));
        world.aws.calls().reset();
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> scrapes = IntStream.range(0, 500)
                .mapToObj(i -> exporter.getAsync("/metrics"))
                .toList();
        List<Integer> statuses = scrapes.stream()
                .map(scrape -> scrape.handle((response, error) -> error == null ? response.statusCode() : 0)
                        .join())
                .toList();
        table.timed(
                "L5",
                "500 scrapes at once: calls of AWS for each trail",
                world.aws.calls().count("GetTrailStatus") / (double) TRAILS,
                1,
                "calls");
        table.timed("L5", "500 scrapes at once: the last response", since(start), 6, "s");
        long other = statuses.stream()
                .filter(status -> status != 200 && status != 503 && status != 0)
                .count();
        table.row("L5", "500 scrapes at once: neither served nor rejected", (double) other, 0, "responses");
        table.row("L5", "500 scrapes at once: none served", statuses.contains(200) ? 0 : 1, 0, "");
    }

    /** Waves of clients that send an incomplete request and wait. */
    private void halfOpenConnections(SoakWorld world, ExporterProcess exporter) throws Exception {
        warmUp(exporter);
        double longest = 0;
        for (int wave = 0; wave < Math.max(1, rounds / 12); wave++) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                sockets.add(halfOpen(exporter));
            }
            longest = Math.max(longest, secondsUntilServed(exporter));
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        table.timed("L6", "1,000 half-open connections: until the next page", longest, 6, "s");
    }

    private static Socket halfOpen(ExporterProcess exporter) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), exporter.port()), 2_000);
            socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHos".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException turnedAway) {
            socket.close();
        }
        return socket;
    }

    private static double secondsUntilServed(ExporterProcess exporter) throws InterruptedException {
        long start = System.nanoTime();
        while (since(start) < 60) {
            boolean served = exporter.getAsync("/metrics")
                    .handle((response, error) -> error == null && response.statusCode() == 200)
                    .join();
            if (served) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return since(start);
    }

    private void startAndStop(SoakWorld world, ExporterProcess first) throws Exception {
        Path directory = Files.createTempDirectory("soak");
        Files.writeString(directory.resolve("config.yml"), Files.readString(world.config()));
        long start = System.nanoTime();
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
            table.timed("L9", "from start to listening", since(start), 3, "s");
            exporter.scrape();
            table.timed("L9", "from start to the first page", since(start), 6, "s");
            long stop = System.nanoTime();
            int code = exporter.stop();
            table.timed("L9", "from SIGTERM to the end", since(stop), 1, "s");
            table.row("L9", "exit code", code, 0, "");
        }
    }

    /** 200 a second, on connections that are kept. */
    private void health(SoakWorld world, ExporterProcess exporter) throws Exception {
        sequence(exporter, "/-/healthy", 400, 5);
        double[] took = sequence(exporter, "/-/healthy", 20 * rounds, 5);
        table.timed("L10", "/-/healthy, 200 a second: 99 of 100", 1000 * SoakTable.quantile(0.99, took), 5, "ms");
    }

    /** The first pages of a new process take longer than all others, and may not be ready in time. */
    private static void warmUp(ExporterProcess exporter) throws Exception {
        for (int i = 0; i < 3; i++) {
            exporter.get("/metrics");
        }
    }

    private static double[] sequence(ExporterProcess exporter, int times, int everyMillis) throws Exception {
        return sequence(exporter, "/metrics", times, everyMillis);
    }

    private static double[] sequence(ExporterProcess exporter, String path, int times, int everyMillis)
            throws Exception {
        double[] took = new double[times];
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            TimeUnit.NANOSECONDS.sleep(begin + (long) i * everyMillis * 1_000_000L - System.nanoTime());
            long start = System.nanoTime();
            int status = exporter.get(path).statusCode();
            took[i] = since(start);
            if (status != 200) {
                throw new AssertionError(path + " returned " + status);
            }
        }
        return took;
    }

    private static List<Page> together(ExporterProcess exporter, int scrapes) {
        return Stream.generate(() -> exporter.getAsync("/metrics")).limit(scrapes).toList().stream()
                .map(scrape -> Page.of(scrape.join().body()))
                .toList();
    }

    static int up(Page page) {
        return page.named("cloudtrail_up")
                .only(sample -> sample.value() == 1)
                .samples()
                .size();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
