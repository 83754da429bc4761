package io.github.cloudtrailexporter.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The event selectors of a trail, as GetEventSelectors returns them: which events the trail records. AWS returns either
 * basic or advanced selectors, never both (service model). {@link RecordedEvents} evaluates them.
 */
public record EventSelectors(List<Basic> basic, List<Advanced> advanced) {

    private static final int FINGERPRINT_DIGITS = 12;

    public EventSelectors {
        basic = List.copyOf(basic);
        advanced = List.copyOf(advanced);
    }

    /**
     * A basic event selector.
     *
     * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}; empty if AWS returned none, which means
     *     {@code All}; a value that is newer than this program stays as it is
     * @param managementEvents {@code IncludeManagementEvents}; true if AWS returned none
     * @param dataResources resources by type, such as {@code AWS::S3::Object}, whose data events are recorded
     * @param excludedSources event sources whose management events are not recorded
     */
    public record Basic(
            String readWriteType,
            boolean managementEvents,
            Map<String, List<String>> dataResources,
            List<String> excludedSources) {
        public Basic {
            Objects.requireNonNull(readWriteType);
            dataResources = sorted(dataResources);
            excludedSources = List.copyOf(excludedSources);
        }
    }

    /**
     * An advanced event selector: an event must match all of its fields.
     *
     * @param name free text without a meaning for AWS; may be empty
     */
    public record Advanced(String name, List<Field> fields) {
        public Advanced {
            Objects.requireNonNull(name);
            fields = List.copyOf(fields);
        }
    }

    /**
     * A condition on one field of an event.
     *
     * @param name the field, such as {@code eventCategory}
     * @param conditions values by AWS's name of the operator, such as {@code NotEquals}; empty if the operator is newer
     *     than the SDK
     */
    public record Field(String name, Map<String, List<String>> conditions) {
        public Field {
            Objects.requireNonNull(name);
            conditions = sorted(conditions);
        }
    }

    /** Whether there is no selector of either kind. */
    public boolean isEmpty() {
        return basic.isEmpty() && advanced.isEmpty();
    }

    /** 12 hexadecimal digits that change with every change of the selectors, but not with their order. */
    public String fingerprint() {
        String json = object(Stream.of(
                member("basic", array(basic.stream().map(EventSelectors::json))),
                member("advanced", array(advanced.stream().map(EventSelectors::json)))));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String json(Basic selector) {
        return object(Stream.of(
                member("readWriteType", quoted(selector.readWriteType())),
                member("managementEvents", String.valueOf(selector.managementEvents())),
                member("dataResources", json(selector.dataResources())),
                member("excludedSources", json(selector.excludedSources()))));
    }

    private static String json(Advanced selector) {
        return object(Stream.of(
                member("name", quoted(selector.name())),
                member("fields", array(selector.fields().stream().map(EventSelectors::json)))));
    }

    private static String json(Field field) {
        return object(Stream.of(member("name", quoted(field.name())), member("conditions", json(field.conditions()))));
    }

    private static String json(Map<String, List<String>> lists) {
        return object(lists.entrySet().stream().map(list -> member(list.getKey(), json(list.getValue()))));
    }

    private static String json(List<String> values) {
        return array(values.stream().map(EventSelectors::quoted));
    }

    /** Sorted, because the order of selectors, fields and values has no meaning. */
    private static String array(Stream<String> elements) {
        return elements.sorted().collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(Stream<String> members) {
        return members.collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static SortedMap<String, List<String>> sorted(Map<String, List<String>> lists) {
        return lists.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, list -> List.copyOf(list.getValue()), (one, other) -> one, TreeMap::new));
    }
}
