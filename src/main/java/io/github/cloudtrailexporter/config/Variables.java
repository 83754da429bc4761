package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Source.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code> in values by environment variables; {@code $$} stands for one {@code $}. The value of a
 * variable is not expanded again, and never shown.
 */
final class Variables {

    /** For file formats without variables: a {@code $} is a {@code $}. */
    static final Variables NONE = new Variables(Pattern.compile("(?!)"), Map.of());

    private static final Pattern DOLLAR = Pattern.compile("\\$\\$|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)})?");

    private final Pattern pattern;
    private final Map<String, String> environment;

    private Variables(Pattern pattern, Map<String, String> environment) {
        this.pattern = pattern;
        this.environment = environment;
    }

    static Variables of(Map<String, String> environment) {
        return new Variables(DOLLAR, environment);
    }

    /** The scalar with its variables replaced; unreadable and reported if one of them is not set. */
    Node fill(Node.Scalar scalar, Problems problems) {
        int before = problems.count();
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(scalar.text());
        String text = matcher.replaceAll(found -> {
            String value = value(found, scalar.place(), problems);
            if (found.group(1) != null) {
                names.add(found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
        return problems.count() > before
                ? new Node.Unreadable(scalar.place())
                : new Node.Scalar(scalar.place(), text, scalar.kind(), List.copyOf(names));
    }

    private String value(MatchResult found, Place place, Problems problems) {
        if (found.group().equals("$$")) {
            return "$";
        }
        String name = found.group(1);
        if (name == null) {
            problems.add(place, "expected ${NAME} with letters, digits and _ in the name; a literal ${ is written $${");
            return "";
        }
        if (!environment.containsKey(name)) {
            problems.add(
                    within(place, found.group(), problems.source()),
                    "the environment variable \"" + name + "\" is not set; a literal ${ is written $${");
            return "";
        }
        return environment.get(name);
    }

    /** The place of the variable itself, if it is in the first line of the value. */
    private static Place within(Place place, String reference, Source source) {
        String line = source.line(place.line());
        int at = line.indexOf(reference, line.offsetByCodePoints(0, place.column() - 1));
        return at < 0 ? place : Place.within(place.line(), line.codePointCount(0, at) + 1, reference.length());
    }
}
