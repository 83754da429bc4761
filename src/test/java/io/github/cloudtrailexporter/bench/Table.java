package io.github.cloudtrailexporter.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures of one run, as a table in Markdown. */
final class Table {

    private final List<String> rows = new ArrayList<>();
    private boolean kept = true;

    /**
     * @param beside the bound or baseline, with its figure
     * @param ratio of the figure to it
     * @param bar the maximum of the ratio
     */
    void add(String what, String figure, String beside, double ratio, double bar) {
        boolean within = ratio <= bar;
        kept &= within;
        String result = within ? "yes" : "**no**";
        row(String.format("| %s | %s | %s | %.2f | %.2f | %s |", what, figure, beside, ratio, bar, result));
    }

    /** A figure without a bar. */
    void note(String what, String figure, String beside) {
        row("| " + what + " | " + figure + " | " + beside + " | | | |");
    }

    private void row(String row) {
        rows.add(row);
        System.out.println(row);
    }

    boolean kept() {
        return kept;
    }

    @Override
    public String toString() {
        return "| what | figure | beside | ratio | at most | kept |\n|---|---|---|---|---|---|\n"
                + String.join("\n", rows);
    }
}
