package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Source.Place;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses a file to SnakeYAML's nodes. Aliases, anchors, tags and merge keys are rejected because no configuration needs
 * them. Nodes no longer contain their places, so the events of the parser are checked first.
 */
final class YamlParser {

    /** The deepest configuration needs five. */
    private static final int MAX_DEPTH = 16;

    private final Problems problems;
    private int documents;
    private int depth;

    private YamlParser(Problems problems) {
        this.problems = problems;
    }

    /** Parses the only document of the file, and hides its secrets in the excerpts of all problems. */
    static Value parse(Problems problems) throws ConfigException {
        problems.source().check(problems);
        problems.throwIfAny();
        YamlParser parser = new YamlParser(problems);
        parser.checkEvents();
        problems.throwIfAny();
        String nothing = "~";
        String text = parser.documents == 0 ? nothing : problems.source().text();
        Node root = new Yaml().compose(new StringReader(text));
        parser.hideSecrets("", root);
        return new Value("", root, problems);
    }

    private void checkEvents() throws ConfigException {
        StreamReader text = new StreamReader(problems.source().text());
        Parser events = new ParserImpl(text, new LoaderOptions());
        try {
            while (!events.checkEvent(Event.ID.StreamEnd)) {
                check(events.getEvent());
            }
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? text.getMark() : e.getProblemMark();
            problems.addUnparsed(Place.of(mark, mark), "not valid YAML: " + message(e, mark));
        } catch (RuntimeException e) {
            // The scanner throws a few others, without a place: for a number that is too large in an escape, for
            // example.
            problems.addUnparsed(Place.of(text.getMark(), text.getMark()), "not valid YAML: this cannot be read");
        }
    }

    /** The problem as SnakeYAML reports it, with the most frequent cause. */
    private String message(MarkedYAMLException e, Mark mark) {
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        String hint = context.contains("block") ? "; is the line indented like its neighbors?" : "";
        if (problems.source().line(mark.getLine() + 1).contains("${")) {
            hint = "; between braces or brackets a ${NAME} stands in quotes";
        }
        return e.getProblem() + context + hint;
    }

    private void check(Event event) throws ConfigException {
        if (event instanceof DocumentStartEvent) {
            documents++;
            if (documents == 2) {
                reject(event, "a second document begins here; expected only one in this file");
            }
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof NodeEvent node) {
            check(node);
        }
    }

    private void check(NodeEvent event) throws ConfigException {
        String unsupported = unsupported(event);
        if (!unsupported.isEmpty()) {
            reject(event, unsupported + " is not supported; write the value itself");
        }
        if (event instanceof CollectionStartEvent) {
            depth++;
            if (depth > MAX_DEPTH) {
                reject(event, "nested more than " + MAX_DEPTH + " levels deep");
                problems.throwIfAny();
            }
        }
    }

    private void reject(Event event, String message) {
        problems.addUnparsed(Place.of(event), message);
    }

    private static String unsupported(NodeEvent event) {
        if (event instanceof AliasEvent) {
            return "an alias (*name)";
        }
        if (event.getAnchor() != null) {
            return "an anchor (&name)";
        }
        if (event instanceof ScalarEvent scalar) {
            boolean merge = scalar.isPlain() && scalar.getValue().equals("<<");
            return merge ? "a merge key (<<)" : tag(scalar.getTag());
        }
        return tag(((CollectionStartEvent) event).getTag());
    }

    private static String tag(String tag) {
        return tag == null ? "" : "a tag (!name)";
    }

    /** @param key the key of this value, or the nearest one around it */
    private void hideSecrets(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> hideSecrets(key, item));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> hideSecrets(key, entry));
        }
    }

    private void hideSecrets(String parent, NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : parent;
        if (problems.format().isSecret(parent, key)) {
            problems.hide(entry.getValueNode());
        }
        hideSecrets(parent, entry.getKeyNode());
        hideSecrets(key, entry.getValueNode());
    }
}
