package io.github.cloudtrailexporter.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures time and memory for docs/sizing.md and prints a table. Arguments: the parts to run; without any, all of them.
 */
public final class Benchmark {

    private static final Duration LATENCY = Duration.ofMillis(50);

    /** The concurrency for the latency bounds; memory is measured with the default, 64. */
    private static final int CONCURRENCY = 100;

    private static final int DEFAULT_CONCURRENCY = 64;
    private static final int STARTS = 7;

    private final Table table = new Table();
    private final Path directory;
    private final List<String> image;

    private Benchmark(Path directory) throws Exception {
        this.directory = directory;
        this.image = Options.image(directory);
    }

    private interface Part {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Benchmark benchmark = new Benchmark(Files.createTempDirectory("exporter-benchmark"));
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("start", benchmark::start);
        parts.put("sweep", benchmark::sweeps);
        parts.put("processor", benchmark::processor);
        parts.put("page", benchmark::page);
        parts.put("memory", benchmark::memory);
        parts.put("flat", benchmark::flat);
        parts.put("idle", benchmark::idle);
        Set<String> wanted = args.length == 0 ? parts.keySet() : Set.of(args);
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (wanted.contains(part.getKey())) {
                part.getValue().run();
            }
        }
        System.out.println("\nJava " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors\n\n" + benchmark.table);
        System.exit(benchmark.table.kept() ? 0 : 1);
    }

    /**
     * Process start to the first complete page of ten trails, with an AWS that responds at once. Alternates with the
     * baseline, after one start that is not measured: it would wait for the disk and for the simulated AWS to warm up.
     */
    private void start() throws Exception {
        try (Pairs pairs = Pairs.of(10, Duration.ZERO)) {
            Path config = pairs.config(directory, CONCURRENCY);
            double[] asImage = new double[STARTS];
            double[] asPlain = new double[STARTS];
            firstPage(image, config, 10);
            firstPage(Options.PLAIN, config, 10);
            for (int i = 0; i < STARTS; i++) {
                asImage[i] = firstPage(image, config, 10);
                asPlain[i] = firstPage(Options.PLAIN, config, 10);
            }
            double fast = Median.of(asImage);
            double plain = Median.of(asPlain);
            table.add("start to the first page of 10 trails", seconds(fast), "1.0 s", fast / 1.0, 1);
            table.add("the same", seconds(fast), "plain java -jar: " + seconds(plain), fast / plain, 0.6);
        }
    }

    private static double firstPage(List<String> options, Path config, int expected) throws Exception {
        try (Exporter exporter = Exporter.start(options, config)) {
            Exporter.Scrape first = exporter.first();
            complete(first, expected);
            return first.seconds();
        }
    }

    private static void complete(Exporter.Scrape scrape, int expected) {
        if (scrape.up() != expected) {
            throw new IllegalStateException("only " + scrape.up() + " of " + expected + " trails are up");
        }
    }

    /** Whole scrapes of a warm exporter, compared with the AWS latency alone. */
    private void sweeps() throws Exception {
        sweep(10, Duration.ZERO, 20);
        sweep(100, Duration.ZERO, 20);
        sweep(1_000, Duration.ZERO, 20);
        sweep(10_000, Duration.ZERO, 4);
        sweep(10, LATENCY, 20);
        sweep(100, LATENCY, 20);
        sweep(1_000, LATENCY, 20);
        sweep(10_000, LATENCY, 4);
        bare();
    }

    /** The same calls without the exporter, compared with the bound. */
    private void bare() throws Exception {
        double bound = bound(1_000, LATENCY);
        try (Pairs pairs = Pairs.of(1_000, LATENCY)) {
            Bare bare = new Bare(pairs, CONCURRENCY);
            double sockets = bare.sockets(20);
            // The JIT compilers run for a long time.
            double sdk = bare.sdk(60);
            String what = "the same 1,000 calls by ";
            table.note(what + "bare sockets, no page", seconds(sockets), times(sockets / bound));
            table.note(what + "the SDK alone, no page", seconds(sdk), times(sdk / bound));
        }
    }

    private static String times(double ratio) {
        return String.format("%.2f of the bound by latency", ratio);
    }

    private static double bound(int count, Duration latency) {
        return latency.toMillis() / 1e3 * Math.ceil((double) count / CONCURRENCY);
    }

    private void sweep(int count, Duration latency, int warmUps) throws Exception {
        try (Pairs pairs = Pairs.of(count, latency);
                Exporter exporter = Exporter.start(image, pairs.config(directory, CONCURRENCY))) {
            exporter.first();
            for (int i = 0; i < warmUps; i++) {
                exporter.scrape();
            }
            double took = Median.of(9, () -> {
                Exporter.Scrape scrape = exporter.scrape();
                complete(scrape, count);
                return scrape.seconds();
            });
            String what = "scrape of " + count + " pairs at " + latency.toMillis() + " ms";
            if (latency.isZero()) {
                table.note(what, seconds(took), "");
            } else {
                double bound = bound(count, latency);
                double bar = count >= 1_000 ? 1.35 : 2;
                table.add(what, seconds(took), "bound by latency: " + seconds(bound), took / bound, bar);
            }
        }
    }

    /** CPU seconds for 1,000 polls and their page, compared with a pool of Python threads for the polls alone. */
    private void processor() throws Exception {
        try (Pairs pairs = Pairs.of(1_000, LATENCY)) {
            double ours;
            try (Exporter exporter = Exporter.start(image, pairs.config(directory, CONCURRENCY))) {
                exporter.first();
                for (int i = 0; i < 20; i++) {
                    exporter.scrape();
                }
                double before = exporter.processorSeconds();
                for (int i = 0; i < 10; i++) {
                    complete(exporter.scrape(), 1_000);
                }
                ours = (exporter.processorSeconds() - before) / 10;
            }
            Optional<Boto3.Sweep> theirs = Boto3.sweep(pairs, directory, 50);
            String what = "processor time of 1,000 polls with their page";
            if (theirs.isEmpty()) {
                table.note(what, seconds(ours), "no Python with boto3 here");
            } else {
                double beside = theirs.get().processor();
                table.add(what, seconds(ours), "50 threads of boto3: " + seconds(beside), ours / beside, 0.5);
                table.note(
                        "sweep of 1,000 by 50 threads of boto3",
                        seconds(theirs.get().wall()),
                        "");
            }
        }
    }

    /** Scrapes that get the result of the last poll: rendering of the page alone. */
    private void page() throws Exception {
        try (Pairs pairs = Pairs.of(1_000, Duration.ZERO);
                Exporter exporter = Exporter.start(image, pairs.config(directory, DEFAULT_CONCURRENCY, "1h"))) {
            exporter.first();
            for (int i = 0; i < 20; i++) {
                exporter.scrape();
            }
            double took = Median.of(21, () -> exporter.scrape().seconds());
            table.add("page of 1,000 pairs, warm", seconds(took), "0.100 s", took / 0.1, 1);
        }
    }

    private void memory() throws Exception {
        resident(200, 150);
        resident(1_000, 180);
        resident(7_000, 300);
    }

    private void resident(int count, int barMebibytes) throws Exception {
        try (Pairs pairs = Pairs.of(count, Duration.ZERO);
                Exporter exporter = Exporter.start(image, pairs.config(directory, DEFAULT_CONCURRENCY))) {
            exporter.first();
            for (int i = 0; i < 20; i++) {
                complete(exporter.scrape(), count);
            }
            long resident = exporter.residentMebibytes();
            table.add(
                    "resident after 20 scrapes of " + count + " pairs",
                    resident + " MiB",
                    barMebibytes + " MiB",
                    (double) resident / barMebibytes,
                    1);
        }
    }

    /** The growth of memory over a thousand scrapes. */
    private void flat() throws Exception {
        try (Pairs pairs = Pairs.of(200, Duration.ZERO);
                Exporter exporter = Exporter.start(image, pairs.config(directory, DEFAULT_CONCURRENCY))) {
            exporter.first();
            for (int i = 0; i < 200; i++) {
                exporter.scrape();
            }
            long before = exporter.residentMebibytes();
            double allocated = allocated(exporter.scrape());
            for (int i = 0; i < 800; i++) {
                exporter.scrape();
            }
            double perScrape = (allocated(exporter.scrape()) - allocated) / 801 / (1 << 20);
            long after = exporter.residentMebibytes();
            table.add(
                    "resident after 1,000 scrapes of 200 pairs",
                    after + " MiB",
                    "after 200: " + before + " MiB",
                    (double) after / before,
                    1.1);
            table.note("allocated in a scrape of 200 pairs", String.format("%.1f MiB", perScrape), "");
        }
    }

    private static double allocated(Exporter.Scrape scrape) {
        return scrape.page()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_pool_allocated_bytes_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** CPU time without scrapes. */
    private void idle() throws Exception {
        try (Pairs pairs = Pairs.of(200, Duration.ZERO);
                Exporter exporter = Exporter.start(image, pairs.config(directory, DEFAULT_CONCURRENCY))) {
            exporter.first();
            Thread.sleep(10_000);
            double before = exporter.processorSeconds();
            Thread.sleep(60_000);
            double percent = (exporter.processorSeconds() - before) / 60 * 100;
            String figure = String.format("%.2f %% of a processor, %.1f s an hour", percent, percent * 36);
            table.add("idle", figure, "0.3 %", percent / 0.3, 1);
        }
    }

    private static String seconds(double seconds) {
        return String.format("%.3f s", seconds);
    }
}
