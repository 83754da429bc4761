package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Problems.Place;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Parses a file to SnakeYAML's nodes. Rejects anchors and tags of other types, which no configuration needs. */
final class YamlParser {

    /** The deepest configuration needs five. */
    private static final int MAX_DEPTH = 16;

    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL, Tag.SEQ, Tag.MAP, Tag.MERGE);

    /** The most forbidden characters to report. */
    private static final int MOST = 1_000;

    /** What YAML forbids, and line separators that few editors display as such, so that line numbers would differ. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\t]]|[\\p{Cs}\\uFEFF\\uFFFD\\uFFFE\\uFFFF\\u2028\\u2029]|^ *\\t");

    private final Problems problems;

    private YamlParser(Problems problems) {
        this.problems = problems;
    }

    /** Parses the only document of the file, and hides its secrets in the excerpts of all problems. */
    static Value parse(Problems problems) throws ConfigException {
        YamlParser parser = new YamlParser(problems);
        parser.checkCharacters();
        problems.throwIfAny();
        Node root = parser.compose();
        parser.check("", root);
        problems.throwIfAny();
        problems.parsed();
        return new Value("", root, problems);
    }

    /** One problem per line, because a binary file would have very many. */
    private void checkCharacters() {
        List<String> lines = problems.lines();
        for (int i = 0; i < lines.size() && problems.count() < MOST; i++) {
            String line = lines.get(i);
            Matcher matcher = FORBIDDEN.matcher(line);
            if (matcher.find()) {
                int at = matcher.end() - 1;
                Place place = Place.within(i + 1, line.codePointCount(0, at) + 1, 1);
                problems.add(place, forbidden(line.charAt(at)));
            }
        }
    }

    private static String forbidden(char c) {
        return switch (c) {
            case '\t' -> "a tab in the indentation; YAML is indented with spaces";
            case '\uFFFD' -> "this is not UTF-8; save the file as UTF-8";
            default -> "the character U+%04X does not belong in a configuration file".formatted((int) c);
        };
    }

    private Node compose() throws ConfigException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        // All tags are rejected below.
        options.setTagInspector(tag -> true);
        StreamReader text = new StreamReader(problems.text());
        Node root = null;
        try {
            root = new Composer(new ParserImpl(text, options), new Resolver(), options).getSingleNode();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? text.getMark() : e.getProblemMark();
            problems.add(Place.of(mark, mark), "not valid YAML: " + message(e, mark));
        } catch (RuntimeException e) {
            // Without a place: nested too deeply, or a number that is too large in an escape, for example.
            String reason = e instanceof YAMLException ? e.getMessage() : "this cannot be read";
            problems.add(Place.of(text.getMark(), text.getMark()), "not valid YAML: " + reason);
        }
        problems.throwIfAny();
        return root == null ? new Yaml().compose(new StringReader("~")) : root;
    }

    /** The problem as SnakeYAML reports it, without names, which may be secrets, and with the most frequent cause. */
    private String message(MarkedYAMLException e, Mark mark) {
        String problem = e.getProblem().replaceFirst("(?<=found undefined (alias|tag handle)).*", "");
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        String hint = context.contains("block") ? "; is the line indented like its neighbors?" : "";
        if (!problem.equals(e.getProblem())) {
            hint = "; a value that begins with * or ! stands in quotes";
        } else if (problems.line(mark.getLine() + 1).contains("${")) {
            hint = "; between braces or brackets a ${NAME} stands in quotes";
        }
        return problem + context + hint;
    }

    /** @param key of this value, or the nearest one around it */
    private void check(String key, Node node) {
        if (node.getAnchor() != null) {
            problems.add(node, "an anchor (&name) is not supported; write the value itself");
        } else if (!TAGS.contains(node.getTag())) {
            problems.add(node, "a tag (!name) is not supported; write the value itself");
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> check(key, item));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> check(key, entry));
        }
    }

    private void check(String parent, NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : parent;
        if (isSecret(parent, key, entry.getValueNode())) {
            problems.hide(entry.getValueNode());
        }
        check(parent, entry.getKeyNode());
        check(key, entry.getValueNode());
    }

    /** Whether a value must never be shown, also if its key is misspelled. */
    private static boolean isSecret(String parent, String key, Node value) {
        return key.equals("key")
                || isLike(key, "external_id")
                || isLike(parent, "basic_auth_users")
                // Probably a password, in place of the mapping of users.
                || (isLike(key, "basic_auth_users") && !(value instanceof MappingNode))
                // There may be a password before an @, and a token after a ? or #.
                || (key.equals("endpoint_url")
                        && value instanceof ScalarNode url
                        && url.getValue().matches("(?s).*[@?#].*"));
    }

    private static boolean isLike(String key, String known) {
        return NearestKey.of(key, List.of(known)).isPresent();
    }
}
