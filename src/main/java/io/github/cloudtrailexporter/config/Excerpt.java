package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Source.Place;
import io.github.cloudtrailexporter.trail.PrintableText;
import java.util.BitSet;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A line of the file with marks under a place, and {@code ***} in place of secrets. The line and the marks always have the
 * same length, so that both are cut at the same columns.
 */
final class Excerpt {

    private static final String MASK = "***";

    /** The login in a URL. Masked in every value, because the value of a misspelled key may be a URL, too. */
    private static final Pattern LOGIN = Pattern.compile("://(\\S*)@");

    /** The length of an excerpt; longer lines are cut to the part around the place. */
    private static final int WIDTH = 100;

    private static final int LEFT_OF_PLACE = 40;

    /** Only this many characters on either side of the place are processed. */
    private static final int REACH = 1_000;

    private final int number;
    private final int skipped;
    private final StringBuilder line;
    private final StringBuilder marks;

    Excerpt(String text, Place place) {
        this.number = place.line();
        this.skipped = Math.max(0, place.column() - REACH);
        String near = near(text, skipped);
        this.line = new StringBuilder(PrintableText.of(near));
        int from = index(place.column());
        int to = place.endLine() == number
                ? index(place.endColumn())
                : near.stripTrailing().length();
        int length = Math.max(1, to - from);
        line.append(" ".repeat(Math.max(0, from + length - line.length())));
        this.marks =
                new StringBuilder(" ".repeat(from) + "^".repeat(length) + " ".repeat(line.length() - from - length));
    }

    private static String near(String text, int skipped) {
        int start = text.offsetByCodePoints(0, Math.min(skipped, text.codePointCount(0, text.length())));
        return text.substring(start, Math.min(text.length(), start + 2 * REACH));
    }

    Excerpt hiding(Collection<Place> secrets) {
        BitSet hidden = new BitSet();
        for (Place secret : secrets) {
            int start = secret.line() < number ? 0 : index(secret.column());
            int end = secret.endLine() > number ? line.length() : index(secret.endColumn());
            boolean here = secret.line() <= number && secret.endLine() >= number;
            if (here && start < end && !line.substring(start, end).isBlank()) {
                hidden.set(start, end);
            }
        }
        LOGIN.matcher(line).results().forEach(login -> hidden.set(login.start(1), login.end(1)));
        // From right to left, so that the positions of the remaining secrets stay valid.
        for (int end = hidden.length(); end > 0; end = hidden.previousSetBit(end - 1) + 1) {
            int start = hidden.previousClearBit(end - 1) + 1;
            mask(start, end);
            hidden.clear(start, end);
        }
        return this;
    }

    private void mask(int start, int end) {
        boolean marked = marks.substring(start, end).contains("^");
        line.replace(start, end, MASK);
        marks.replace(start, end, (marked ? "^" : " ").repeat(MASK.length()));
    }

    /** The line, and the marks below it. */
    String render() {
        String gutter = "  " + number + " | ";
        String margin = " ".repeat(gutter.length() - 2) + "| ";
        int start = Math.max(0, Math.min(marks.indexOf("^") - LEFT_OF_PLACE, line.length() - WIDTH));
        int end = Math.min(line.length(), start + WIDTH);
        String shown = (start > 0 ? "…" : "") + line.substring(start, end) + (end < line.length() ? "…" : "");
        String below = (start > 0 ? " " : "") + marks.substring(start, end);
        return (gutter + shown).stripTrailing() + "\n" + (margin + below).stripTrailing();
    }

    /** The index of a column, which counts code points and may be just past the end of the line. */
    private int index(int column) {
        int points = Math.min(column - 1 - skipped, line.codePointCount(0, line.length()));
        return line.offsetByCodePoints(0, Math.max(0, points));
    }
}
