package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;

/** Converts the response of GetEventSelectors. What AWS left out is what the domain's values define as its default. */
final class SelectorMapping {

    private SelectorMapping() {}

    /** @throws AwsCallException {@code BAD_RESPONSE} without either list, because that must not look like the default */
    static EventSelectors selectors(GetEventSelectorsResponse response) throws AwsCallException {
        if (!response.hasEventSelectors() && !response.hasAdvancedEventSelectors()) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        if (response.eventSelectors().contains(null)
                || response.advancedEventSelectors().contains(null)) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return new EventSelectors(
                response.eventSelectors().stream().map(SelectorMapping::basic).toList(),
                response.advancedEventSelectors().stream()
                        .map(SelectorMapping::advanced)
                        .toList());
    }

    private static EventSelectors.Basic basic(EventSelector selector) {
        Map<String, List<String>> resources = new TreeMap<>();
        for (DataResource resource : present(selector.dataResources())) {
            resources
                    .computeIfAbsent(text(resource.type()), type -> new ArrayList<>())
                    .addAll(present(resource.values()));
        }
        return new EventSelectors.Basic(
                text(selector.readWriteTypeAsString()),
                !Boolean.FALSE.equals(selector.includeManagementEvents()),
                resources,
                present(selector.excludeManagementEventSources()));
    }

    private static EventSelectors.Advanced advanced(AdvancedEventSelector selector) {
        return new EventSelectors.Advanced(
                text(selector.name()),
                present(selector.fieldSelectors()).stream()
                        .map(SelectorMapping::field)
                        .toList());
    }

    private static EventSelectors.Field field(AdvancedFieldSelector field) {
        Map<String, List<String>> conditions = new TreeMap<>();
        put(conditions, "Equals", field.hasEqualsValue(), field.equalsValue());
        put(conditions, "StartsWith", field.hasStartsWith(), field.startsWith());
        put(conditions, "EndsWith", field.hasEndsWith(), field.endsWith());
        put(conditions, "NotEquals", field.hasNotEquals(), field.notEquals());
        put(conditions, "NotStartsWith", field.hasNotStartsWith(), field.notStartsWith());
        put(conditions, "NotEndsWith", field.hasNotEndsWith(), field.notEndsWith());
        return new EventSelectors.Field(text(field.field()), conditions);
    }

    private static void put(Map<String, List<String>> conditions, String operator, boolean has, List<String> values) {
        if (has) {
            conditions.put(operator, present(values));
        }
    }

    /** A null in a list of a response means nothing. */
    private static <T> List<T> present(List<T> values) {
        return values.stream().filter(Objects::nonNull).toList();
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
