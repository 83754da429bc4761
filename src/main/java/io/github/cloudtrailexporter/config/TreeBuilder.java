package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Node.Kind;
import io.github.cloudtrailexporter.config.Source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Builds a tree of nodes with their places from SnakeYAML's events. SnakeYAML's own nodes do not contain the places of
 * aliases, anchors and explicit tags, which are rejected because no configuration needs them.
 */
final class TreeBuilder {

    /** The deepest configuration needs five. */
    private static final int MAX_DEPTH = 16;

    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.INT, Kind.NUMBER,
            Tag.FLOAT, Kind.NUMBER,
            Tag.BOOL, Kind.BOOLEAN,
            Tag.TIMESTAMP, Kind.DATE,
            Tag.NULL, Kind.NOTHING);

    private final Parser events;
    private final Resolver resolver = new Resolver();
    private final Variables variables;
    private final Problems problems;

    private TreeBuilder(StreamReader text, Variables variables, Problems problems) {
        this.events = new ParserImpl(text, new LoaderOptions());
        this.variables = variables;
        this.problems = problems;
    }

    /**
     * Builds the only document of the file. Throws if the text is not YAML; other problems are collected and leave
     * unreadable nodes in the tree.
     */
    static Node build(Variables variables, Problems problems) throws ConfigException {
        problems.source().check(problems);
        StreamReader text = new StreamReader(problems.source().text());
        try {
            return new TreeBuilder(text, variables, problems).document();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? text.getMark() : e.getProblemMark();
            problems.addUnread(
                    place(mark, mark),
                    "not valid YAML: " + message(e, problems.source().line(mark.getLine() + 1)));
        } catch (RuntimeException e) {
            // The scanner throws a few others, without a place: for a number that is too large in an escape, for
            // example.
            problems.addUnread(place(text.getMark(), text.getMark()), "not valid YAML: this cannot be read");
        }
        problems.throwIfAny();
        throw new IllegalStateException("a problem was added");
    }

    /** The problem as SnakeYAML reports it, with the most frequent cause. */
    private static String message(MarkedYAMLException e, String line) {
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        String hint = hint(e, line);
        return e.getProblem() + context + (hint.isEmpty() ? "" : "; " + hint);
    }

    private static String hint(MarkedYAMLException e, String line) {
        if (line.contains("${")) {
            return "between braces or brackets a ${NAME} stands in quotes";
        }
        String context = String.valueOf(e.getContext());
        return context.contains("block") ? "is the line indented like its neighbors?" : "";
    }

    private Node document() throws ConfigException {
        events.getEvent(); // the start of the stream
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return new Node.Scalar(Place.START, "", Kind.NOTHING, List.of());
        }
        events.getEvent(); // the start of the document
        Node root = node("", 1);
        events.getEvent(); // its end
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            problems.add(place(events.peekEvent()), "a second document begins here; expected only one in this file");
        }
        return root;
    }

    /** @param key the key of this value, or the nearest one around it */
    private Node node(String key, int depth) throws ConfigException {
        Event event = events.getEvent();
        if (depth > MAX_DEPTH) {
            problems.addUnread(place(event), "nested more than " + MAX_DEPTH + " levels deep");
            problems.throwIfAny();
        }
        boolean rejected = reject(event, unsupported((NodeEvent) event));
        Node node = read(event, key, depth);
        return rejected ? new Node.Unreadable(node.place()) : node;
    }

    private Node read(Event event, String key, int depth) throws ConfigException {
        if (event instanceof SequenceStartEvent) {
            return sequence(event, key, depth);
        }
        if (event instanceof MappingStartEvent) {
            return mapping(event, key, depth);
        }
        return event instanceof ScalarEvent scalar
                ? variables.fill(scalar(scalar), problems)
                : new Node.Unreadable(place(event));
    }

    private boolean reject(Event event, String what) {
        if (!what.isEmpty()) {
            problems.add(place(event), what + " is not supported; write the value itself");
        }
        return !what.isEmpty();
    }

    private static String unsupported(NodeEvent event) {
        if (event instanceof AliasEvent) {
            return "an alias (*name)";
        }
        if (event.getAnchor() != null) {
            return "an anchor (&name)";
        }
        return isTagged(event) ? "a tag (!name)" : "";
    }

    private static boolean isTagged(NodeEvent event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag() != null
                : event instanceof CollectionStartEvent start && start.getTag() != null;
    }

    private Node sequence(Event start, String key, int depth) throws ConfigException {
        List<Node> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(key, depth + 1));
        }
        return new Node.Sequence(place(start, events.getEvent()), List.copyOf(items));
    }

    private Node mapping(Event start, String parent, int depth) throws ConfigException {
        List<Node.Entry> entries = new ArrayList<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            entry(parent, depth).ifPresent(entries::add);
        }
        return new Node.Mapping(place(start, events.getEvent()), List.copyOf(entries));
    }

    private Optional<Node.Entry> entry(String parent, int depth) throws ConfigException {
        Optional<Node.Scalar> key = key(parent, depth);
        String name = key.map(Node.Scalar::text).orElse(parent);
        Node value = node(name, depth + 1);
        if (problems.secrets().keys().test(parent, name)) {
            problems.hide(value.place());
        }
        return key.map(known -> new Node.Entry(known, value));
    }

    private Optional<Node.Scalar> key(String parent, int depth) throws ConfigException {
        if (!(events.peekEvent() instanceof ScalarEvent event)) {
            Node key = node(parent, depth + 1);
            if (!(key instanceof Node.Unreadable)) {
                problems.add(key.place(), "expected a key of plain text, found a list or a mapping");
            }
            return Optional.empty();
        }
        events.getEvent();
        boolean merge = event.isPlain() && event.getValue().equals("<<");
        return reject(event, merge ? "a merge key (<<)" : unsupported(event))
                ? Optional.empty()
                : Optional.of(scalar(event));
    }

    private Node.Scalar scalar(ScalarEvent event) {
        Tag tag = resolver.resolve(NodeId.scalar, event.getValue(), event.isPlain());
        return new Node.Scalar(place(event), event.getValue(), KINDS.getOrDefault(tag, Kind.TEXT), List.of());
    }

    private static Place place(Event event) {
        return place(event, event);
    }

    private static Place place(Event first, Event last) {
        return place(first.getStartMark(), last.getEndMark());
    }

    private static Place place(Mark start, Mark end) {
        return new Place(start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }
}
