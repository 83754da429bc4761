package io.github.cloudtrailexporter.trail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
            dataResources = Map.copyOf(dataResources);
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
            conditions = Map.copyOf(conditions);
        }

        /** The values of the operator {@code Equals}. */
        List<String> equalTo() {
            return conditions.getOrDefault("Equals", List.of());
        }
    }

    /** Whether there is no selector of either kind. */
    public boolean isEmpty() {
        return basic.isEmpty() && advanced.isEmpty();
    }

    /** 12 hexadecimal digits that change with every change of the selectors, but not with their order. */
    public String fingerprint() {
        String json = json(Stream.concat(basic.stream(), advanced.stream()).toList());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The value as JSON with sorted members and elements, because the order of selectors, fields and values has no meaning. */
    private static String json(Object value) {
        if (value instanceof Basic basic) {
            return json(Map.of(
                    "readWriteType", basic.readWriteType(),
                    "managementEvents", basic.managementEvents(),
                    "dataResources", basic.dataResources(),
                    "excludedSources", basic.excludedSources()));
        }
        if (value instanceof Advanced advanced) {
            return json(Map.of("name", advanced.name(), "fields", advanced.fields()));
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
