package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Source.Place;
import io.github.cloudtrailexporter.trail.PrintableText;
import java.util.BitSet;
import java.util.Collection;
import java.util.regex.Pattern;

/** A line of the file with marks under a place, and {@code ***} in place of secrets. */
final class Excerpt {

    private static final String MASK = "***";

    /** The login, query or fragment of a URL. Masked in every value, because a misspelled key may have a URL, too. */
    private static final Pattern URL_SECRET = Pattern.compile("(?<=://)\\S*(?=@)|(?<=://[^\\s?#]{0,200}[?#])\\S+");

    /** The length of an excerpt; longer lines are cut to the part around the place. */
    private static final int WIDTH = 100;

    private static final int LEFT_OF_PLACE = 40;

    /** Only this many characters on either side of the place are processed. */
    private static final int REACH = 1_000;

    private final int number;
    private final int skipped;
    private final String line;
    private final BitSet marked = new BitSet();
    private final BitSet hidden = new BitSet();

    private Excerpt(String text, Place place) {
        this.number = place.line();
        this.skipped = Math.min(Math.max(0, place.column() - REACH), text.codePointCount(0, text.length()));
        int start = text.offsetByCodePoints(0, skipped);
        String near = PrintableText.of(text.substring(start, Math.min(text.length(), start + 2 * REACH)));
        int from = index(near, place.column());
        int to = place.endLine() == number
                ? index(near, place.endColumn())
                : near.stripTrailing().length();
        marked.set(from, Math.max(from + 1, to));
        this.line = near + " ".repeat(Math.max(0, marked.length() - near.length()));
    }

    /** The line, and the marks below it. */
    static String of(String text, Place place, Collection<Place> secrets) {
        Excerpt excerpt = new Excerpt(text, place);
        secrets.forEach(excerpt::hide);
        URL_SECRET.matcher(excerpt.line).results().forEach(found -> excerpt.hidden.set(found.start(), found.end()));
        return excerpt.render();
    }

    private void hide(Place secret) {
        boolean here = secret.line() <= number && secret.endLine() >= number;
        int start = secret.line() < number ? 0 : index(line, secret.column());
        int end = secret.endLine() > number ? line.length() : index(line, secret.endColumn());
        if (here && start < end && !line.substring(start, end).isBlank()) {
            hidden.set(start, end);
        }
    }

    private String render() {
        StringBuilder text = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        int start = 0;
        while (start < line.length()) {
            int end = hidden.get(start) ? hidden.nextClearBit(start) : start + 1;
            String part = hidden.get(start) ? MASK : line.substring(start, end);
            boolean mark = !marked.get(start, end).isEmpty();
            text.append(part);
            marks.append((mark ? "^" : " ").repeat(part.length()));
            start = end;
        }
        return cut(text.toString(), marks.toString());
    }

    /** Both at the same columns. */
    private String cut(String text, String marks) {
        int start = Math.max(0, Math.min(marks.indexOf("^") - LEFT_OF_PLACE, text.length() - WIDTH));
        int end = Math.min(text.length(), start + WIDTH);
        String shown = (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
        String below = (start > 0 ? " " : "") + marks.substring(start, end);
        String gutter = "  " + number + " | ";
        String margin = " ".repeat(gutter.length() - 2) + "| ";
        return (gutter + shown).stripTrailing() + "\n" + (margin + below).stripTrailing();
    }

    /** The index of a column, which counts code points and may be just past the end of the line. */
    private int index(String text, int column) {
        int points = column - 1 - skipped;
        // Most columns of a long line are not near the place, and counting takes time.
        if (points <= 0 || points >= text.length()) {
            return points <= 0 ? 0 : text.length();
        }
        return text.offsetByCodePoints(0, Math.min(points, text.codePointCount(0, text.length())));
    }
}
