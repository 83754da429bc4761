package io.github.cloudtrailexporter.cloudtemplates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A CloudFormation template with values for its parameters: the functions that ours use, as AWS documents them. */
final class Template {

    /** The result of {@code AWS::NoValue}. */
    private static final Object NOTHING = new Object();

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final Map<String, Object> document;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Template(Map<String, Object> document) {
        this.document = document;
        values.put("AWS::NoValue", NOTHING);
        values.put("AWS::Partition", "aws");
        values.put("AWS::AccountId", "111122223333");
        map(document.get("Parameters"))
                .forEach((name, parameter) -> values.put(
                        name,
                        typed(map(parameter), String.valueOf(map(parameter).getOrDefault("Default", "")))));
    }

    static Template read(Path file) throws IOException {
        return new Template(map(new Yaml(new Tags()).load(Files.readString(file))));
    }

    private static Object typed(Map<String, Object> parameter, String text) {
        return parameter.get("Type").equals("CommaDelimitedList")
                ? new ArrayList<>(Arrays.asList(text.split(",", -1)))
                : text;
    }

    /** @param value as on the command line */
    Template with(String parameter, String value) {
        Map<String, Object> declared = map(map(document.get("Parameters")).get(parameter));
        if (declared.isEmpty()) {
            throw new IllegalArgumentException("no parameter " + parameter);
        }
        values.put(parameter, typed(declared, value));
        return this;
    }

    /** The properties of a resource. */
    Map<String, Object> properties(String resource) {
        return map(value(map(map(document.get("Resources")).get(resource)).get("Properties")));
    }

    private Object value(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().map(this::value).filter(it -> it != NOTHING).toList();
        }
        if (!(node instanceof Map<?, ?>)) {
            return node;
        }
        Map<String, Object> fields = map(node);
        String name = fields.keySet().iterator().next();
        if (fields.size() == 1 && (name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::"))) {
            return call(name, fields.get(name));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        fields.forEach((key, each) -> all.put(key, value(each)));
        all.values().removeIf(it -> it == NOTHING);
        return all;
    }

    private Object call(String name, Object argument) {
        // A statement also has a Condition, which is not a name.
        if (name.equals("Condition") && !(argument instanceof String)) {
            return Map.of(name, value(argument));
        }
        return switch (name) {
            case "Ref" -> value(values.get((String) argument));
            case "Condition" -> condition((String) argument);
            case "Fn::If" ->
                value(list(argument).get(condition((String) list(argument).get(0)) ? 1 : 2));
            case "Fn::Equals" ->
                value(list(argument).get(0)).equals(value(list(argument).get(1)));
            case "Fn::Not" -> !truth(list(argument).get(0));
            case "Fn::And" -> list(argument).stream().allMatch(this::truth);
            case "Fn::Or" -> list(argument).stream().anyMatch(this::truth);
            case "Fn::Join" ->
                String.join(
                        (String) list(argument).get(0),
                        strings(value(list(argument).get(1))));
            case "Fn::Sub" ->
                REFERENCE.matcher((String) argument).replaceAll(match -> (String) values.get(match.group(1)));
            default -> throw new IllegalArgumentException("unknown function " + name);
        };
    }

    private boolean condition(String name) {
        return truth(map(document.get("Conditions")).get(name));
    }

    private boolean truth(Object node) {
        return (Boolean) value(node);
    }

    private static List<String> strings(Object list) {
        return list(list).stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return (List<Object>) node;
    }

    /** The short forms: {@code !Ref x} for {@code Ref: x}, {@code !If [...]} for {@code Fn::If: [...]}. */
    private static final class Tags extends SafeConstructor {
        Tags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String tag = node.getTag().getValue().substring(1);
                    String name = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
                    return Map.of(name, argument(node));
                }
            });
        }

        private Object argument(Node node) {
            if (node instanceof SequenceNode sequence) {
                return constructSequence(sequence);
            }
            return node instanceof MappingNode mapping ? constructMapping(mapping) : constructScalar((ScalarNode) node);
        }
    }
}
