package io.github.cloudtrailexporter.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Resource usage of a running exporter, measured repeatedly. Linux only, with a JDK. */
final class SoakVitals {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private static final int ENOUGH = 12;

    private final ExporterProcess exporter;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();

    /**
     * Values that need a full garbage collection.
     *
     * @param scrapes the number of scrapes so far
     * @param heap live bytes
     */
    record Sample(int scrapes, double heap, double classes) {}

    /** Values that can be counted at any time. They vary with each reload, so a leak needs many samples. */
    record Count(double threads, double descriptors) {}

    SoakVitals(ExporterProcess exporter) {
        this.exporter = exporter;
    }

    synchronized void measure(int scrapes) throws IOException, InterruptedException {
        samples.add(new Sample(scrapes, liveBytes(), exporter.scrape().value("jvm_classes_currently_loaded")));
    }

    synchronized void count() throws IOException {
        counts.add(new Count(exporter.status("Threads"), descriptors()));
    }

    /** A class histogram contains only live objects, so it collects all garbage first. */
    private double liveBytes() throws IOException, InterruptedException {
        Tools.Ran histogram = Tools.run("", JCMD.toString(), Long.toString(exporter.pid()), "GC.class_histogram");
        String total = histogram
                .output()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no histogram: " + histogram));
        return Double.parseDouble(total.strip().split("\\s+", -1)[2]);
    }

    private double descriptors() throws IOException {
        try (Stream<Path> open = Files.list(exporter.proc("fd"))) {
            return open.count();
        }
    }

    /** Whether there are enough samples to distinguish growth from warm-up. */
    synchronized boolean enough() {
        return samples.size() >= ENOUGH;
    }

    private synchronized List<Sample> lastHalf() {
        return samples.subList(samples.size() / 2, samples.size());
    }

    /** The slope of the regression line through the last half of the samples, in bytes per thousand scrapes. */
    double heapSlope() {
        List<Sample> half = lastHalf();
        double meanX = half.stream().mapToDouble(Sample::scrapes).average().orElse(0);
        double meanY = half.stream().mapToDouble(Sample::heap).average().orElse(0);
        double covariance = half.stream()
                .mapToDouble(sample -> (sample.scrapes() - meanX) * (sample.heap() - meanY))
                .sum();
        double variance = half.stream()
                .mapToDouble(sample -> Math.pow(sample.scrapes() - meanX, 2))
                .sum();
        return variance == 0 ? 0 : covariance / variance * 1000;
    }

    double heapNow() {
        List<Sample> half = lastHalf();
        return half.get(half.size() - 1).heap();
    }

    double classesGrow() {
        return growth(samples, Sample::classes, 0);
    }

    double threadsGrow() {
        return growth(counts, Count::threads, 0.5);
    }

    double descriptorsGrow() {
        return growth(counts, Count::descriptors, 0.5);
    }

    /** The increase of a quantile between the second and the last third: a leak increases all of them. */
    private synchronized <T> double growth(List<T> all, ToDoubleFunction<T> of, double part) {
        int third = all.size() / 3;
        return quantile(part, all.subList(2 * third, all.size()), of)
                - quantile(part, all.subList(third, 2 * third), of);
    }

    private static <T> double quantile(double part, List<T> all, ToDoubleFunction<T> of) {
        return SoakTable.quantile(part, all.stream().mapToDouble(of).toArray());
    }
}
