package io.github.cloudtrailexporter.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** The text of one file, its problems, each once, and the places that must not be shown. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** The most problems to report, because a generated file may have thousands. */
    private static final int SHOWN = 50;

    /** A range of the file. Lines and columns count from 1, columns in code points; the end is after the last character. */
    record Place(int line, int column, int endLine, int endColumn) {

        static Place within(int line, int column, int length) {
            return new Place(line, column, line, column + length);
        }

        static Place of(Node node) {
            return of(node.getStartMark(), node.getEndMark());
        }

        static Place of(Mark start, Mark end) {
            return new Place(start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
        }
    }

    private record Found(Place place, String message) {}

    private static final Comparator<Found> IN_FILE_ORDER = Comparator.comparingInt((Found found) -> found.place.line())
            .thenComparingInt(found -> found.place.column());

    private final String fileName;
    private final String text;
    private final List<String> lines;
    private final Variables variables;
    private final Set<Found> found = new LinkedHashSet<>();
    private final Set<Place> hidden = new HashSet<>();
    private boolean parsed;

    Problems(String fileName, String textOfFile, Variables variables) {
        this.fileName = fileName;
        this.text = textOfFile.replaceFirst("^\\uFEFF", "");
        this.lines = List.of(text.split("\r?\n", -1));
        this.variables = variables;
    }

    /** Without a byte order mark. */
    String text() {
        return text;
    }

    List<String> lines() {
        return lines;
    }

    Variables variables() {
        return variables;
    }

    void warn(Node node, String message) {
        LOG.atWarn()
                .addKeyValue("config", where(Place.of(node)))
                .addKeyValue("problem", message)
                .log("doubtful value in the configuration");
    }

    void add(Place place, String message) {
        found.add(new Found(place, message));
    }

    void add(Node node, String message) {
        add(Place.of(node), message);
    }

    void hide(Node node) {
        hidden.add(Place.of(node));
    }

    boolean isHidden(Node node) {
        return hidden.contains(Place.of(node));
    }

    /** From now on excerpts show all words that are not hidden; before, none but keys. */
    void parsed() {
        parsed = true;
    }

    int count() {
        return found.size();
    }

    void throwIfAny() throws ConfigException {
        if (found.isEmpty()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        found.stream().sorted(IN_FILE_ORDER).limit(SHOWN).map(this::render).forEach(problems::add);
        if (found.size() > SHOWN) {
            problems.add("... and " + (found.size() - SHOWN) + " more problems");
        }
        throw new ConfigException(problems);
    }

    // Rendered at the end, because a secret may be found after a problem on the same line.
    private String render(Found problem) {
        Place place = problem.place;
        Excerpt excerpt = new Excerpt(place, line(place.line()));
        if (parsed) {
            hidden.forEach(excerpt::hide);
        } else {
            excerpt.hideWords();
        }
        return where(place) + ": " + problem.message + "\n" + excerpt.render();
    }

    /** A line of the file; empty past its end. */
    String line(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    private String where(Place place) {
        return fileName + ":" + place.line() + ":" + place.column();
    }
}
