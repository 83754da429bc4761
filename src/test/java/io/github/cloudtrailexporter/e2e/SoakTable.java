package io.github.cloudtrailexporter.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What came out, row by row: a figure, the bar it is held against, and the verdict. */
final class SoakTable {

    private final List<Row> rows = new ArrayList<>();

    private record Row(String load, String what, double figure, double bar, String unit) {
        boolean passed() {
            return figure <= bar;
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
                    passed() ? "passed" : "FAILED");
        }
    }

    /** A figure that must not be above the bar. */
    void row(String load, String what, double figure, double bar, String unit) {
        Row row = new Row(load, what, figure, bar, unit);
        rows.add(row);
        System.out.println(row.text());
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

    /** This part of the values, in ascending order, is at most as large as the result. */
    static double quantile(double part, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }
}
