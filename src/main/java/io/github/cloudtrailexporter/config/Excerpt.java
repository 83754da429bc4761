package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Problems.Place;
import io.github.cloudtrailexporter.trail.PrintableText;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of the file with marks under a place, and {@code ***} in place of secrets. */
final class Excerpt {

    private static final String MASK = "***";

    /** The length of an excerpt; longer lines are cut to the part around the place. */
    private static final int WIDTH = 100;

    private static final int LEFT_OF_PLACE = 40;

    private static final Pattern AFTER_SCHEME = Pattern.compile("(?<=://)\\S+");

    /** What is between spaces and the punctuation of YAML; U+FFFD stands for a tab, for example. */
    private static final Pattern WORD = Pattern.compile("[^\\s\\uFFFD,:?&*!|>'\"%@#{}\\[\\]`$]+");

    private static final Set<String> KEYS = Stream.of(
                    ConfigReader.KEYS,
                    ConfigReader.POLL_KEYS,
                    ConfigReader.AWS_KEYS,
                    TargetReader.TRAIL_KEYS,
                    TargetReader.DISCOVERY_KEYS,
                    TargetReader.ORGANIZATION_KEYS,
                    WebConfigReader.KEYS,
                    WebConfigReader.TLS_KEYS)
            .flatMap(List::stream)
            .collect(Collectors.toSet());

    private final Place place;

    /** The code points of the line, because columns count them. */
    private final int[] line;

    /** The same with one char for each code point. */
    private final String text;

    private final BitSet hidden = new BitSet();

    Excerpt(Place place, String line) {
        this.place = place;
        this.line = PrintableText.of(line).codePoints().toArray();
        this.text = Arrays.stream(this.line)
                .map(c -> Character.isBmpCodePoint(c) ? c : 'x')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        // The login, query or fragment of a URL, in every value because a misspelled key may have a URL, too.
        hide(AFTER_SCHEME, word -> word.matches(".*[@?#].*"));
    }

    /** Hides the part of a secret that is on this line. */
    void hide(Place secret) {
        boolean here = secret.line() <= place.line() && secret.endLine() >= place.line();
        int start = secret.line() < place.line() ? 0 : index(secret.column());
        int end = secret.endLine() > place.line() ? text.length() : index(secret.endColumn());
        if (here && start < end && !text.substring(start, end).isBlank()) {
            hidden.set(start, end);
        }
    }

    /** Hides all words but known keys, because in a file that is not valid YAML each may be part of a secret. */
    void hideWords() {
        hide(WORD, word -> !KEYS.contains(word) && !word.matches("-+"));
    }

    private void hide(Pattern pattern, Predicate<String> condition) {
        pattern.matcher(text)
                .results()
                .filter(found -> condition.test(found.group()))
                .forEach(found -> hidden.set(found.start(), found.end()));
    }

    String render() {
        int from = place.column() - 1;
        int end = place.endLine() == place.line()
                ? index(place.endColumn())
                : text.stripTrailing().length();
        int to = Math.max(from + 1, end);
        int length = Math.max(line.length, to);
        int start = Math.max(0, Math.min(from - LEFT_OF_PLACE, length - WIDTH));
        StringBuilder shown = new StringBuilder(start > 0 ? "…" : "");
        StringBuilder marks = new StringBuilder(start > 0 ? " " : "");
        int next = start;
        while (next < Math.min(length, start + WIDTH)) {
            int at = next;
            next = hidden.get(at) ? hidden.nextClearBit(at) : at + 1;
            String part = hidden.get(at) ? MASK : at < line.length ? Character.toString(line[at]) : " ";
            shown.append(part);
            marks.append((at < to && next > from ? "^" : " ").repeat(part.length()));
        }
        shown.append(next < length ? "…" : "");
        String gutter = "  " + place.line() + " | ";
        String margin = " ".repeat(gutter.length() - 2) + "| ";
        return (gutter + shown).stripTrailing() + "\n" + (margin + marks).stripTrailing();
    }

    private int index(int column) {
        return Math.min(Math.max(0, column - 1), text.length());
    }
}
