package io.github.cloudtrailexporter.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which events the selectors of a trail record. A kind of management events counts as recorded only if <em>all</em> of
 * them are, as AWS Config ({@code cloudtrail-security-trail-enabled}) and Security Hub (CloudTrail.1) define it. What this
 * program does not understand counts as not recorded.
 *
 * @param read whether all read management events are recorded
 * @param write whether all write management events are recorded
 * @param excluded the event sources that are excluded from either kind: sorted, at most five, safe as label values
 * @param dataEvents whether any data events are recorded
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
        if (selectors.isEmpty()) {
            return new RecordedEvents(!custom, !custom, List.of(), false, List.of());
        }
        List<String> unsupported = new ArrayList<>();
        List<Scope> scopes = new ArrayList<>();
        selectors.basic().forEach(selector -> scope(selector, unsupported).ifPresent(scopes::add));
        selectors.advanced().forEach(selector -> scope(selector, unsupported).ifPresent(scopes::add));
        boolean data = selectors.basic().stream()
                        .anyMatch(selector -> !selector.dataResources().isEmpty())
                || selectors.advanced().stream().anyMatch(selector -> isOf("Data", selector));
        Recorded read = Recorded.of(scopes.stream().filter(Scope::read).toList());
        Recorded write = Recorded.of(scopes.stream().filter(Scope::write).toList());
        return new RecordedEvents(
                read.complete(), write.complete(), labels(read.excluded(), write.excluded()), data, unsupported);
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

    /** The management events that one selector records: all of these kinds except those of the excluded sources. */
    private record Scope(boolean read, boolean write, SortedSet<String> excluded) {}

    /** The management events of one kind that all selectors record together. */
    private record Recorded(boolean any, SortedSet<String> excluded) {

        /** A source is excluded only if every selector excludes it. */
        static Recorded of(List<Scope> scopes) {
            SortedSet<String> excluded = new TreeSet<>();
            scopes.stream().limit(1).forEach(scope -> excluded.addAll(scope.excluded()));
            scopes.forEach(scope -> excluded.retainAll(scope.excluded()));
            return new Recorded(!scopes.isEmpty(), excluded);
        }

        boolean complete() {
            return any && excluded.isEmpty();
        }
    }

    private static Optional<Scope> scope(EventSelectors.Basic selector, List<String> unsupported) {
        if (!selector.managementEvents()) {
            return Optional.empty();
        }
        SortedSet<String> excluded = new TreeSet<>(selector.excludedSources());
        return switch (selector.readWriteType()) {
            case "", "All" -> Optional.of(new Scope(true, true, excluded));
            case "ReadOnly" -> Optional.of(new Scope(true, false, excluded));
            case "WriteOnly" -> Optional.of(new Scope(false, true, excluded));
            default -> {
                unsupported.add("ReadWriteType " + selector.readWriteType());
                yield Optional.empty();
            }
        };
    }

    private static boolean isOf(String category, EventSelectors.Advanced selector) {
        return selector.fields().stream()
                .filter(field -> field.name().equals("eventCategory"))
                .anyMatch(field ->
                        field.conditions().getOrDefault("Equals", List.of()).contains(category));
    }

    /** AWS narrows management events by three fields (CloudTrail API reference, AdvancedFieldSelector). */
    private static Optional<Scope> scope(EventSelectors.Advanced selector, List<String> unsupported) {
        if (!isOf("Management", selector)) {
            return Optional.empty();
        }
        boolean read = true;
        boolean write = true;
        SortedSet<String> excluded = new TreeSet<>();
        for (EventSelectors.Field field : selector.fields()) {
            if (!isSupported(field)) {
                unsupported.add("field " + field.name() + " " + field.conditions());
                return Optional.empty();
            }
            List<String> values = field.conditions().values().iterator().next();
            switch (field.name()) {
                case "readOnly" -> {
                    read &= values.contains("true");
                    write &= values.contains("false");
                }
                case "eventSource" -> excluded.addAll(values);
                default -> {
                    // eventCategory, which is Management.
                }
            }
        }
        return Optional.of(new Scope(read, write, excluded));
    }

    /** Whether it is one of the conditions that do not narrow management events further than {@link Scope} expresses. */
    private static boolean isSupported(EventSelectors.Field field) {
        Map<String, List<String>> conditions = field.conditions();
        if (conditions.size() != 1) {
            return false;
        }
        return switch (field.name()) {
            case "eventCategory" ->
                conditions.containsKey("Equals") && conditions.get("Equals").contains("Management");
            case "readOnly" ->
                conditions.containsKey("Equals") && List.of("true", "false").containsAll(conditions.get("Equals"));
            case "eventSource" -> conditions.containsKey("NotEquals");
            default -> false;
        };
    }

    private static List<String> labels(SortedSet<String> read, SortedSet<String> write) {
        SortedSet<String> labels = new TreeSet<>();
        read.forEach(source -> labels.add(label(source)));
        write.forEach(source -> labels.add(label(source)));
        return labels.stream().limit(MOST_EXCLUDED).toList();
    }

    private static String label(String source) {
        return ErrorCode.isSafe(source) ? source : ErrorCode.OTHER.value();
    }
}
