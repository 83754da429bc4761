package io.github.cloudtrailexporter.trail;

import io.github.cloudtrailexporter.trail.EventSelectors.Field;
import io.github.cloudtrailexporter.trail.EventSelectors.Selector;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events the selectors of a trail record. A kind of management events counts as recorded only if <em>all</em> of
 * them are, as AWS Config ({@code cloudtrail-security-trail-enabled}) and Security Hub (CloudTrail.1) define it. What this
 * program does not understand counts as not recorded.
 *
 * @param excluded the event sources that are excluded from either kind: sorted, at most five, safe as label values
 * @param unsupported the parts of the selectors that prevented a selector from counting, for the log
 */
public record RecordedEvents(
        boolean read, boolean write, List<String> excluded, boolean dataEvents, List<String> unsupported) {

    private static final int MOST_EXCLUDED = 5;

    public RecordedEvents {
        excluded = List.copyOf(excluded);
        unsupported = List.copyOf(unsupported);
    }

    /**
     * Evaluates selectors. An event is recorded if any selector matches it, so selectors add up.
     *
     * @param custom {@code HasCustomEventSelectors} of DescribeTrails: without any selector, false means that the default
     *     is in force, which records all management events
     */
    public static RecordedEvents of(EventSelectors selectors, boolean custom) {
        if (selectors.selectors().isEmpty()) {
            return new RecordedEvents(!custom, !custom, List.of(), false, List.of());
        }
        List<Selector> management = selectors.selectors().stream()
                .filter(selector -> isOf("Management", selector))
                .toList();
        List<Set<String>> reads = exclusions("true", management);
        List<Set<String>> writes = exclusions("false", management);
        Set<String> notRead = common(reads);
        Set<String> notWritten = common(writes);
        return new RecordedEvents(
                !reads.isEmpty() && notRead.isEmpty(),
                !writes.isEmpty() && notWritten.isEmpty(),
                labels(notRead, notWritten),
                selectors.selectors().stream().anyMatch(selector -> isOf("Data", selector)),
                management.stream()
                        .flatMap(selector -> selector.fields().stream())
                        .filter(field -> !isSupported(field))
                        .map(field -> "field " + field.name() + " " + field.conditions())
                        .toList());
    }

    /** For each selector that records management events of this kind, the event sources that it excludes. */
    private static List<Set<String>> exclusions(String readOnly, List<Selector> management) {
        return management.stream()
                .filter(selector -> selector.fields().stream().allMatch(RecordedEvents::isSupported))
                .filter(selector -> fields("readOnly", selector)
                        .allMatch(field -> field.equalTo().contains(readOnly)))
                .map(selector -> fields("eventSource", selector)
                        .flatMap(field -> field.conditions().get("NotEquals").stream())
                        .collect(Collectors.toSet()))
                .toList();
    }

    /** A source is excluded only if every selector excludes it. */
    private static Set<String> common(List<Set<String>> exclusions) {
        Set<String> common = exclusions.stream().flatMap(Set::stream).collect(Collectors.toSet());
        exclusions.forEach(common::retainAll);
        return common;
    }

    /**
     * What is missing, as a sentence without a full stop; empty if all management events are recorded. A trail that is meant
     * for data events gets one as well: its purpose is not known.
     */
    public String shortfall() {
        if (read && write) {
            return "";
        }
        String kind = read ? "write management events" : write ? "read management events" : "management events";
        if (!excluded.isEmpty()) {
            return "Does not record all " + kind + ", excluded: " + String.join(", ", excluded);
        }
        if (!unsupported.isEmpty()) {
            return "Does not record all " + kind;
        }
        return dataEvents && !read && !write ? "Records data events, but no " + kind : "Records no " + kind;
    }

    private static boolean isOf(String category, Selector selector) {
        return fields("eventCategory", selector)
                .anyMatch(field -> field.equalTo().contains(category));
    }

    private static Stream<Field> fields(String name, Selector selector) {
        return selector.fields().stream().filter(field -> field.name().equals(name));
    }

    /**
     * Whether it does not narrow management events further than by kind and source. AWS narrows them by the first three
     * fields (CloudTrail API reference, AdvancedFieldSelector).
     */
    private static boolean isSupported(Field field) {
        boolean single = field.conditions().size() == 1;
        return switch (field.name()) {
            case "eventCategory" -> single && field.equalTo().contains("Management");
            case "readOnly" ->
                single && !field.equalTo().isEmpty() && List.of("true", "false").containsAll(field.equalTo());
            case "eventSource" -> single && field.conditions().containsKey("NotEquals");
            case EventSelectors.DATA_RESOURCES -> true;
            default -> false;
        };
    }

    private static List<String> labels(Set<String> read, Set<String> write) {
        return Stream.concat(read.stream(), write.stream())
                .map(source -> ErrorCode.isSafe(source) ? source : ErrorCode.OTHER.value())
                .distinct()
                .sorted()
                .limit(MOST_EXCLUDED)
                .toList();
    }
}
