package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.ConfigException.Problem;
import io.github.cloudtrailexporter.config.Source.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the problems of one file, and the places that must not be shown. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** The most problems to report, because a generated file may have thousands. */
    private static final int SHOWN = 50;

    private record Found(Place place, String message) {}

    private static final Comparator<Found> IN_FILE_ORDER = Comparator.comparingInt((Found found) -> found.place.line())
            .thenComparingInt(found -> found.place.column());

    private final Source source;
    private final Format format;
    private final List<Found> found = new ArrayList<>();
    private final Set<Place> hidden = new HashSet<>();

    Problems(Source source, Format format) {
        this.source = source;
        this.format = format;
    }

    Source source() {
        return source;
    }

    Format format() {
        return format;
    }

    /** Logs a doubt about a valid value. */
    void warn(Node node, String message) {
        Problem problem = render(new Found(Place.of(node), message));
        LOG.atWarn()
                .addKeyValue("config", problem.where())
                .addKeyValue("problem", message)
                .log("doubtful value in the configuration");
    }

    void add(Node node, String message) {
        found.add(new Found(Place.of(node), message));
    }

    /** A problem in a part of the file in which values cannot be told from keys. */
    void addUnparsed(Place place, String message) {
        // These come in the order of the file. The others are not shown, and the search for each key takes time.
        if (found.size() < SHOWN) {
            hidden.add(format.unparsedSecret(source, place.line()));
        }
        found.add(new Found(place, message));
    }

    /** Hides a node in the excerpts of all problems. */
    void hide(Node node) {
        hidden.add(Place.of(node));
    }

    /** Whether exactly this node is hidden. */
    boolean isHidden(Node node) {
        return hidden.contains(Place.of(node));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() throws ConfigException {
        if (found.isEmpty()) {
            return;
        }
        List<Problem> first = found.stream()
                .sorted(IN_FILE_ORDER)
                .limit(SHOWN)
                .map(this::render)
                .toList();
        throw new ConfigException(first, found.size() - first.size());
    }

    // Rendered at the end, because a secret may be found after a problem on the same line.
    private Problem render(Found problem) {
        Place place = problem.place;
        String excerpt = Excerpt.of(source.line(place.line()), place, hidden);
        return new Problem(source.name(), place.line(), place.column(), problem.message, excerpt);
    }

    /**
     * What distinguishes the formats of the two files: the values that must never be shown, and variables.
     *
     * @param secretKeys whether a value is secret, by the key of the mapping around it and its own key
     * @param unparsed matches a secret in a line that cannot be parsed; the secret begins at the end of the match
     */
    record Format(BiPredicate<String, String> secretKeys, Pattern unparsed, Variables variables) {

        // In a web configuration that cannot be parsed, any value may be a password.
        static final Format WEB = new Format(
                (parent, key) -> isLike(parent, "basic_auth_users") || key.equals("key"),
                Pattern.compile(":\\s*"),
                Variables.NONE);

        // After a key in quotes the colon needs no space, as in JSON.
        private static final Pattern KEY = Pattern.compile("(?<![\\w.-])[\\w.-]++([\"']\\s*+:|\\s*+:(\\s|$))");

        /** Their values are shown. The value of any other key may be a secret, as that of a misspelled external_id. */
        private static final String KNOWN_KEYS = Stream.of(
                        ConfigReader.KEYS,
                        ConfigReader.POLL_KEYS,
                        ConfigReader.AWS_KEYS,
                        TargetReader.TRAIL_KEYS,
                        TargetReader.DISCOVERY_KEYS,
                        TargetReader.ORGANIZATION_KEYS)
                .flatMap(List::stream)
                .filter(key -> !key.equals("external_id"))
                .collect(Collectors.joining("|"));

        private static final Pattern UNPARSED = Pattern.compile("(?i:external[_-]?id)[^\\w!&*]*"
                + "|(^[\\s?-]*+|[{,]\\s*+)[\"']?(?!(" + KNOWN_KEYS + ")[\"']?\\s*:)" + KEY + "\\s*");

        /** The format of the configuration file. */
        static Format config(Map<String, String> environment) {
            return new Format((parent, key) -> isLike(key, "external_id"), UNPARSED, Variables.of(environment));
        }

        private static boolean isLike(String word, String key) {
            return NearestKey.of(word, List.of(key)).isPresent();
        }

        boolean isSecret(String parent, String key) {
            return secretKeys.test(parent, key);
        }

        /** The place to hide in a line that cannot be parsed; empty if the line has no secret. */
        private Place unparsedSecret(Source source, int line) {
            int owner = line;
            while (owner > 1 && !KEY.matcher(withoutNul(source, owner)).find()) {
                owner--;
            }
            String text = withoutNul(source, owner);
            Matcher matcher = unparsed.matcher(text);
            if (!matcher.find()) {
                return Place.within(line, 1, 0);
            }
            boolean exact = owner == line && text.equals(source.line(line));
            int column = exact ? text.codePointCount(0, matcher.end()) + 1 : 1;
            return Place.within(line, column, Source.MAX_BYTES);
        }

        /** In UTF-16 there is a NUL beside each letter of a key. */
        private static String withoutNul(Source source, int line) {
            return source.line(line).replace("\0", "");
        }
    }
}
