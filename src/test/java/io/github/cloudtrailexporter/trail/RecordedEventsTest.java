package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cloudtrailexporter.trail.EventSelectors.Field;
import io.github.cloudtrailexporter.trail.EventSelectors.Selector;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A kind of management events is recorded only if the selectors together record all of it. */
class RecordedEventsTest {

    private static final String KMS = "kms.amazonaws.com";
    private static final String RDS = "rdsdata.amazonaws.com";
    private static final Field MANAGEMENT = field("eventCategory", "Equals", "Management");
    private static final Field DATA = field("eventCategory", "Equals", "Data");
    private static final Field READS = field("readOnly", "Equals", "true");
    private static final Field WRITES = field("readOnly", "Equals", "false");
    private static final Field NO_KMS = field("eventSource", "NotEquals", KMS);

    private static Field field(String name, String operator, String... values) {
        return new Field(name, Map.of(operator, List.of(values)));
    }

    private static Selector basic(String readWriteType, boolean managementEvents, String... excludedSources) {
        return EventSelectors.basic(readWriteType, managementEvents, Map.of(), List.of(excludedSources));
    }

    private static Selector data(boolean managementEvents) {
        return EventSelectors.basic(
                "All", managementEvents, Map.of("AWS::S3::Object", List.of("arn:aws:s3:::b/")), List.of());
    }

    private static Selector named(String name, Field... fields) {
        return new Selector(name, List.of(fields));
    }

    private static Selector advanced(Field... fields) {
        return named("", fields);
    }

    private static EventSelectors of(Selector... selectors) {
        return new EventSelectors(List.of(selectors));
    }

    /** The case, the selectors, HasCustomEventSelectors; then read, write, excluded sources, data events. */
    static Stream<Arguments> basicSelectors() {
        return Stream.of(
                arguments("the default", of(basic("All", true)), false, true, true, List.of(), false),
                arguments("empty, not custom", of(), false, true, true, List.of(), false),
                arguments("empty, custom", of(), true, false, false, List.of(), false),
                arguments("All", of(basic("All", true)), true, true, true, List.of(), false),
                arguments("no ReadWriteType", of(basic("", true)), true, true, true, List.of(), false),
                arguments("ReadOnly", of(basic("ReadOnly", true)), true, true, false, List.of(), false),
                arguments("WriteOnly", of(basic("WriteOnly", true)), true, false, true, List.of(), false),
                arguments("unknown type", of(basic("Some", true)), true, false, false, List.of(), false),
                arguments("management events off", of(basic("All", false)), true, false, false, List.of(), false),
                arguments(
                        "two selectors add up",
                        of(basic("ReadOnly", true), basic("WriteOnly", true)),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments(
                        "off and on add up",
                        of(basic("All", false), basic("All", true)),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments("excluded", of(basic("All", true, KMS)), true, false, false, List.of(KMS), false),
                arguments(
                        "excluded in one of two",
                        of(basic("All", true, KMS), basic("All", true)),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments(
                        "excluded in both",
                        of(basic("All", true, KMS, RDS), basic("All", true, KMS)),
                        true,
                        false,
                        false,
                        List.of(KMS),
                        false),
                arguments(
                        "excluded for write only",
                        of(basic("All", true, KMS), basic("ReadOnly", true)),
                        true,
                        true,
                        false,
                        List.of(KMS),
                        false),
                arguments(
                        "a selector that is off excludes nothing",
                        of(basic("All", false, RDS), basic("All", true, KMS)),
                        true,
                        false,
                        false,
                        List.of(KMS),
                        false),
                arguments("data events only", of(data(false)), true, false, false, List.of(), true),
                arguments("data and management events", of(data(true)), true, true, true, List.of(), true));
    }

    static Stream<Arguments> advancedSelectors() {
        return Stream.of(
                arguments("Management", of(advanced(MANAGEMENT)), true, true, true, List.of(), false),
                arguments("reads", of(advanced(MANAGEMENT, READS)), true, true, false, List.of(), false),
                arguments("writes", of(advanced(MANAGEMENT, WRITES)), true, false, true, List.of(), false),
                arguments(
                        "reads and writes add up",
                        of(advanced(MANAGEMENT, READS), advanced(MANAGEMENT, WRITES)),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments(
                        "both values",
                        of(advanced(MANAGEMENT, field("readOnly", "Equals", "true", "false"))),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments(
                        "reads that are writes",
                        of(advanced(MANAGEMENT, READS, WRITES)),
                        true,
                        false,
                        false,
                        List.of(),
                        false),
                arguments("excluded source", of(advanced(MANAGEMENT, NO_KMS)), true, false, false, List.of(KMS), false),
                arguments(
                        "excluded source in one of two",
                        of(advanced(MANAGEMENT, NO_KMS), advanced(MANAGEMENT)),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments(
                        "different sources excluded in two",
                        of(advanced(MANAGEMENT, NO_KMS), advanced(MANAGEMENT, field("eventSource", "NotEquals", RDS))),
                        true,
                        true,
                        true,
                        List.of(),
                        false),
                arguments("data only", of(advanced(DATA)), true, false, false, List.of(), true),
                arguments(
                        "data and management events",
                        of(advanced(DATA), advanced(MANAGEMENT)),
                        true,
                        true,
                        true,
                        List.of(),
                        true),
                arguments(
                        "a name that says Management",
                        of(named("Management events selector", DATA)),
                        true,
                        false,
                        false,
                        List.of(),
                        true),
                arguments(
                        "another category",
                        of(advanced(field("eventCategory", "Equals", "NetworkActivity"))),
                        true,
                        false,
                        false,
                        List.of(),
                        false),
                arguments("no field", of(advanced()), true, false, false, List.of(), false));
    }

    /** Selectors of management events that do not count, because they select only some of them. */
    static Stream<Selector> narrowedSelectors() {
        return Stream.of(
                advanced(MANAGEMENT, field("eventName", "Equals", "ConsoleLogin")),
                advanced(MANAGEMENT, field("someNewField", "NotEquals", "x")),
                advanced(MANAGEMENT, field("DataResources", "Equals", "x")),
                advanced(MANAGEMENT, field("eventSource", "Equals", KMS)),
                advanced(MANAGEMENT, field("eventSource", "NotStartsWith", "kms")),
                advanced(MANAGEMENT, new Field("eventSource", Map.of())),
                advanced(
                        MANAGEMENT,
                        new Field("eventSource", Map.of("NotEquals", List.of(KMS), "StartsWith", List.of("s3")))),
                advanced(MANAGEMENT, field("readOnly", "NotEquals", "true")),
                advanced(MANAGEMENT, field("readOnly", "Equals", "perhaps")),
                advanced(MANAGEMENT, DATA),
                advanced(MANAGEMENT, field("eventCategory", "NotEquals", "Data")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"basicSelectors", "advancedSelectors"})
    void managementEventsAreRecordedIfTheSelectorsTogetherRecordAllOfThem(
            String name,
            EventSelectors selectors,
            boolean custom,
            boolean read,
            boolean write,
            List<String> excluded,
            boolean dataEvents) {
        RecordedEvents recorded = RecordedEvents.of(selectors, custom);

        assertThat(recorded.read()).as(name + ": read").isEqualTo(read);
        assertThat(recorded.write()).as(name + ": write").isEqualTo(write);
        assertThat(recorded.excluded()).as(name + ": excluded").isEqualTo(excluded);
        assertThat(recorded.dataEvents()).as(name + ": data events").isEqualTo(dataEvents);
    }

    @ParameterizedTest
    @MethodSource("narrowedSelectors")
    void anUnknownFieldOrOperatorDoesNotCountAndIsReported(Selector narrowed) {
        RecordedEvents alone = RecordedEvents.of(of(narrowed), true);
        RecordedEvents beside = RecordedEvents.of(of(narrowed, advanced(MANAGEMENT, WRITES)), true);

        assertThat(alone.read()).isFalse();
        assertThat(alone.write()).isFalse();
        assertThat(alone.unsupported()).hasSize(1);
        assertThat(beside.read()).isFalse();
        assertThat(beside.write()).isTrue();
    }

    @Test
    void anUnknownReadWriteTypeIsReported() {
        assertThat(RecordedEvents.of(of(basic("Some", true)), true).unsupported())
                .containsExactly("field ReadWriteType {Equals=[Some]}");
    }

    @Test
    void excludedSourcesAreSortedAtMostFiveAndSafeAsLabels() {
        String[] sources = IntStream.range(0, 9).mapToObj(i -> "s" + (9 - i)).toArray(String[]::new);

        assertThat(RecordedEvents.of(of(basic("All", true, sources)), true).excluded())
                .containsExactly("s1", "s2", "s3", "s4", "s5");
        assertThat(RecordedEvents.of(of(basic("All", true, "a\nb", KMS)), true).excluded())
                .containsExactly(KMS, "other");
    }

    @Test
    void theFingerprintDoesNotDependOnTheOrder() {
        EventSelectors one =
                of(advanced(MANAGEMENT, field("eventSource", "NotEquals", KMS, RDS)), advanced(DATA, READS));
        EventSelectors other =
                of(advanced(READS, DATA), advanced(field("eventSource", "NotEquals", RDS, KMS), MANAGEMENT));

        assertThat(one.fingerprint()).isEqualTo(other.fingerprint()).matches("[0-9a-f]{12}");
    }

    @Test
    void everyChangeOfTheSelectorsChangesTheFingerprint() {
        Stream<EventSelectors> different = Stream.of(
                of(),
                of(basic("All", true)),
                of(basic("ReadOnly", true)),
                of(basic("All", false)),
                of(basic("All", true, KMS)),
                of(basic("All", true, KMS, RDS)),
                of(basic("All", true, KMS + "," + RDS)),
                of(basic("All", true, KMS + "\",\"" + RDS)),
                of(basic("All", true), basic("All", true)),
                of(data(true)),
                of(data(false)),
                of(advanced(MANAGEMENT)),
                of(named("a", MANAGEMENT)),
                of(advanced(MANAGEMENT, NO_KMS)),
                of(advanced(MANAGEMENT, field("eventSource", "NotStartsWith", KMS))),
                of(advanced(MANAGEMENT), advanced(NO_KMS)));

        assertThat(different.map(EventSelectors::fingerprint).toList()).doesNotHaveDuplicates();
    }
}
