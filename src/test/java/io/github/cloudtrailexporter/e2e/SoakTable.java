package io.github.cloudtrailexporter.e2e;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The results: a figure, its bar and whether it is met, per row. */
final class SoakTable {

    /** The load per processor above which times are not compared with their bars. */
    private static final double BUSY = 4;

    private final List<Row> rows = new ArrayList<>();

    /** @param excused whether a figure above the bar is accepted because the machine is busy */
    private record Row(String load, String what, double figure, double bar, String unit, boolean excused) {
        boolean passed() {
            return excused || figure <= bar;
        }

        private String outcome() {
            return figure <= bar ? "passed" : excused ? "busy" : "FAILED";
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "| %-4s | %-50s | %12.2f | %10.2f | %-12s | %-6s |",
                    load,
                    what,
                    figure,
                    bar,
                    unit,
                    outcome());
        }
    }

    /** A figure that must not be above the bar on any machine. */
    void row(String load, String what, double figure, double bar, String unit) {
        add(new Row(load, what, figure, bar, unit, false));
    }

    /** A figure that is meaningful only on a quiet machine. */
    void timed(String load, String what, double figure, double bar, String unit) {
        add(new Row(load, what, figure, bar, unit, busy()));
    }

    private void add(Row row) {
        rows.add(row);
        System.out.println(row.text());
    }

    private static boolean busy() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        return machine.getSystemLoadAverage() / machine.getAvailableProcessors() >= BUSY;
    }

    boolean passed() {
        return rows.stream().allMatch(Row::passed);
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%n| %-4s | %-50s | %12s | %10s | %-12s | %-6s |%n|------|%s|-------------:|-----------:|%s|%s|%n",
                "load",
                "what",
                "figure",
                "at most",
                "unit",
                "",
                "-".repeat(52),
                "-".repeat(14),
                "-".repeat(8));
        rows.forEach(row -> System.out.println(row.text()));
        System.out.println(rows.stream().filter(Row::passed).count() + " passed, "
                + rows.stream().filter(row -> !row.passed()).count() + " failed");
    }

    /** The quantile of the sorted values. */
    static double quantile(double part, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }
}
