package io.github.cloudtrailexporter.e2e;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * L7 and L8: an exporter is scraped again and again while faults rotate and its configuration is replaced, and every page
 * is compared with the expected state.
 */
final class SoakRun implements AutoCloseable {

    static final String POLL = "min_interval: 0s, timeout: 4s, call_timeout: 1s";

    private static final double LATE_SECONDS = 4.5;
    private static final Pattern UNCAUGHT =
            Pattern.compile("Exception in thread|unforeseen|OutOfMemory|StackOverflow|internal error");

    private final SoakWorld world;
    private final ExporterProcess exporter;
    private final SoakOracle oracle;
    private final SoakVitals vitals;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(4);
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger reloads = new AtomicInteger();
    private final ConcurrentLinkedQueue<Double> seconds = new ConcurrentLinkedQueue<>();

    SoakRun(SoakWorld world, ExporterProcess exporter) {
        this.world = world;
        this.exporter = exporter;
        this.oracle = new SoakOracle(world.trails);
        this.vitals = new SoakVitals(exporter);
        oracle.configuring(world.configured(true));
        oracle.isConfigured();
    }

    /** Scrapes at this rate while faults and configuration change. */
    void soak(int scrapes, int perSecond) throws Exception {
        vitals.measure(0);
        every(5, world::rotate);
        every(10, this::reload);
        every(1, vitals::count);
        every(20, () -> vitals.measure(oracle.pages.get()));
        scrape(scrapes, perSecond);
        ticks.shutdown();
        ticks.awaitTermination(60, TimeUnit.SECONDS);
        vitals.measure(scrapes);
    }

    private interface Task {
        void run() throws Exception;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what a task throws is kept
    private void every(int seconds, Task task) {
        ticks.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (Exception | AssertionError e) {
                        broken.compareAndSet(null, e);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    /** Keeps its schedule: a slow response does not delay the next scrape. */
    void scrape(int scrapes, int perSecond) throws InterruptedException {
        List<CompletableFuture<Void>> responses = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < scrapes; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            responses.add(scrape());
            if (i % 500 == 499) {
                System.out.printf("%d scrapes, %s%n", i + 1, oracle.complaints());
            }
        }
        responses.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> scrape() {
        long requested = System.currentTimeMillis();
        return exporter.getAsync("/metrics").handle((response, error) -> {
            long got = System.currentTimeMillis();
            seconds.add((got - requested) / 1000.0);
            if (error != null || response.statusCode() != 200) {
                failed.incrementAndGet();
            } else {
                judge(response.body(), requested, got);
            }
            return null;
        });
    }

    private void judge(String body, long requested, long got) {
        try {
            oracle.judge(Page.of(body), requested, got);
        } catch (AssertionError e) {
            broken.compareAndSet(null, e);
        }
    }

    /** All trails, then some of them, then an invalid file, and again. */
    void reload() throws IOException, InterruptedException {
        int turn = reloads.getAndIncrement() % 3;
        if (turn == 2) {
            world.misconfigure();
            expect(400);
            return;
        }
        boolean all = turn == 1;
        world.configure(all, POLL);
        oracle.configuring(world.configured(all));
        expect(200);
        oracle.isConfigured();
    }

    private void expect(int status) throws IOException, InterruptedException {
        HttpResponse<String> reload = exporter.request("POST", "/-/reload");
        if (reload.statusCode() != status) {
            throw new AssertionError("reload returned " + reload.statusCode() + ": " + reload.body());
        }
    }

    void report(String load, SoakTable table) {
        table.row(load, "P1 pages whose trails are not the configured ones", oracle.violations("P1"), 0, "pages");
        table.row(load, "P3 trails without exactly the right reason", oracle.violations("P3"), 0, "states");
        table.row(load, "P4 trails in a state that they were not in", oracle.violations("P4"), 0, "states");
        table.row(load, "P6 trails as of before the poll", oracle.violations("P6"), 0, "states");
        table.row(load, "P9 pages of neither file, " + reloads + " reloads", oracle.violations("P9"), 0, "pages");
        table.row(load, "faults of the soak itself", broken.get() == null ? 0 : 1, 0, "");
        if (broken.get() != null) {
            broken.get().printStackTrace(System.out);
        }
        oracle.complaints().forEach(System.out::println);
    }

    /** The figures that a busy machine makes worse. */
    void reportTimes(String load, SoakTable table) {
        int requested = seconds.size();
        double states = Math.max(1, oracle.states.get());
        double[] all = seconds.stream().mapToDouble(second -> second).toArray();
        table.timed(
                load,
                "scrapes rejected, of " + requested,
                requested - oracle.pages.get(),
                requested / 1000.0,
                "scrapes");
        table.timed(load, "healthy trails not polled in time", 1000 * oracle.late.get() / states, 1, "of 1000");
        table.timed(load, "a page takes, median", SoakTable.quantile(0.5, all), LATE_SECONDS, "s");
        table.timed(load, "a page takes, 99 of 100", SoakTable.quantile(0.99, all), LATE_SECONDS, "s");
    }

    void reportVitals(String load, SoakTable table) {
        if (!vitals.enough()) {
            System.out.println(load + ": too short to detect growth");
            return;
        }
        table.row(load, "live heap at the end", vitals.heapNow() / 1e6, 64, "MB");
        table.row(load, "live heap grows, for 1,000 scrapes, last half", vitals.heapSlope() / 1e6, 1, "MB");
        table.row(load, "threads grow, middle to last third", vitals.threadsGrow(), 5, "threads");
        table.row(load, "descriptors grow, middle to last third", vitals.descriptorsGrow(), 10, "descriptors");
        table.row(load, "classes grow, middle to last third", vitals.classesGrow(), 20, "classes");
    }

    void reportLog(String load, SoakTable table) {
        String log = exporter.everything();
        table.row(load, "log", log.length() / 1e6, 1, "MB");
        table.row(load, "uncaught", (double) UNCAUGHT.matcher(log).results().count(), 0, "lines");
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }
}
