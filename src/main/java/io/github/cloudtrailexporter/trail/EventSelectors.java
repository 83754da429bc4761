package io.github.cloudtrailexporter.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The event selectors of a trail, as GetEventSelectors returns them: which events the trail records. Basic selectors are
 * expressed as advanced ones, by {@link #basic}. {@link RecordedEvents} evaluates them.
 */
public record EventSelectors(List<Selector> selectors) {

    /** The name of the field that has the data resources of a basic selector. No field of AWS has a space in its name. */
    static final String DATA_RESOURCES = "data resources";

    private static final int FINGERPRINT_DIGITS = 12;

    public EventSelectors {
        selectors = List.copyOf(selectors);
    }

    /**
     * A basic event selector, with the data resources as a field of its own, because they do not narrow management events.
     *
     * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}; empty if AWS returned none, which means
     *     {@code All}; a value that is newer than this program becomes a field of its own
     * @param managementEvents {@code IncludeManagementEvents}; true if AWS returned none
     * @param dataResources resources by type, such as {@code AWS::S3::Object}, whose data events are recorded
     * @param excludedSources event sources whose management events are not recorded
     */
    public static Selector basic(
            String readWriteType,
            boolean managementEvents,
            Map<String, List<String>> dataResources,
            List<String> excludedSources) {
        Field kind =
                switch (readWriteType) {
                    case "", "All" -> Field.equal("readOnly", "true", "false");
                    case "ReadOnly" -> Field.equal("readOnly", "true");
                    case "WriteOnly" -> Field.equal("readOnly", "false");
                    default -> Field.equal("ReadWriteType", readWriteType);
                };
        Field category = Field.equal(
                "eventCategory", managementEvents ? "Management" : "", dataResources.isEmpty() ? "" : "Data");
        Field source = new Field("eventSource", Map.of("NotEquals", excludedSources));
        return new Selector("", List.of(category, kind, source, new Field(DATA_RESOURCES, dataResources)));
    }

    /** An advanced event selector: an event must match all of its fields. The name has no meaning and may be empty. */
    public record Selector(String name, List<Field> fields) {
        public Selector {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A condition on one field of an event, such as {@code eventCategory}: its values by AWS's name of the operator, such as
     * {@code NotEquals}; empty if the operator is newer than the SDK.
     */
    public record Field(String name, Map<String, List<String>> conditions) {
        public Field {
            conditions = Map.copyOf(conditions);
        }

        private static Field equal(String name, String... values) {
            return new Field(name, Map.of("Equals", List.of(values)));
        }

        List<String> equalTo() {
            return conditions.getOrDefault("Equals", List.of());
        }
    }

    /** 12 hexadecimal digits that change with every change of the selectors, but not with their order. */
    public String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(json(selectors).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The value as JSON with sorted members and elements, because the order of selectors, fields and values has no meaning. */
    private static String json(Object value) {
        if (value instanceof Selector selector) {
            return json(Map.of("name", selector.name(), "fields", selector.fields()));
        }
        if (value instanceof Field field) {
            return json(Map.of("name", field.name(), "conditions", field.conditions()));
        }
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> array) {
            return array.stream().map(EventSelectors::json).sorted().collect(Collectors.joining(",", "[", "]"));
        }
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
