package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cloudtrailexporter.metrics.Exposition;
import io.github.cloudtrailexporter.metrics.SnapshotCollector;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.prometheus.client.exporter.common.TextFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the event selectors that AWS returns to the lines of the page. */
class SelectorsPageTest {

    private static final String CONFIG = """
            trails:
              - arn: arn:aws:cloudtrail:us-east-1:111122223333:trail/management
                regions: [us-east-1, eu-west-1]
            aws:
              endpoint_url: %s
            """;
    private static final String MANAGEMENT = "{'Field':'eventCategory','Equals':['Management']}";
    private static final String DATA = "{'Field':'eventCategory','Equals':['Data']}";

    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    private final SimulatedAws aws = SimulatedAws.start(clock).ambientAccount("111122223333");
    private final SimulatedTrail trail =
            aws.account("111122223333").trail("management", "us-east-1").multiRegion(true);

    @AfterEach
    void close() {
        aws.close();
    }

    private static String selector(String... fields) {
        return "{'Name':'Management events','FieldSelectors':[" + String.join(",", fields) + "]}";
    }

    private static String readOnly(boolean value) {
        return "{'Field':'readOnly','Equals':['" + value + "']}";
    }

    /** The advanced selectors; then read, write, the excluded event sources and data events. */
    static Stream<Arguments> advancedSelectors() {
        return Stream.of(
                arguments(selector(MANAGEMENT), 1, 1, "", "false"),
                arguments(selector(MANAGEMENT, readOnly(true)), 1, 0, "", "false"),
                arguments(selector(MANAGEMENT, readOnly(false)), 0, 1, "", "false"),
                arguments(
                        selector(MANAGEMENT, readOnly(true)) + "," + selector(MANAGEMENT, readOnly(false)),
                        1,
                        1,
                        "",
                        "false"),
                arguments(
                        selector(MANAGEMENT, "{'Field':'eventSource','NotEquals':['kms.amazonaws.com']}"),
                        0,
                        0,
                        "kms.amazonaws.com",
                        "false"),
                arguments(selector(DATA, "{'Field':'resources.type','Equals':['AWS::S3::Object']}"), 0, 0, "", "true"),
                arguments(selector(MANAGEMENT) + "," + selector(DATA), 1, 1, "", "true"),
                arguments(selector("{'Field':'eventCategory','Equals':['NetworkActivity']}"), 0, 0, "", "false"),
                arguments(selector(MANAGEMENT, "{'Field':'newField','Equals':['x']}"), 0, 0, "", "false"),
                arguments(selector(MANAGEMENT, "{'Field':'readOnly','NewOperator':['true']}"), 0, 0, "", "false"),
                arguments(selector("{'Field':'eventName','StartsWith':['Delete']}"), 0, 0, "", "false"));
    }

    @ParameterizedTest
    @MethodSource("advancedSelectors")
    void advancedSelectorsAreConvertedToRecordedEvents(
            String selectors, int read, int write, String excluded, String dataEvents) throws Exception {
        trail.advancedEventSelectors("[" + selectors.replace('\'', '"') + "]");

        List<String> page = page(recordsEvents());

        assertThat(page)
                .filteredOn(line -> line.startsWith("cloudtrail_management_events_recorded"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("access=\"read\"").endsWith(" " + read + ".0"),
                        line -> assertThat(line).contains("access=\"write\"").endsWith(" " + write + ".0"));
        assertThat(page)
                .filteredOn(line -> line.startsWith("cloudtrail_event_selectors_info"))
                .singleElement()
                .asString()
                .contains("excluded=\"" + excluded + "\"", "data_events=\"" + dataEvents + "\"");
    }

    @Test
    void selectorsAreOnThePageForTheHomeRegionOnly() throws Exception {
        assertThat(page(recordsEvents())).hasSize(3).allMatch(line -> line.contains("aws_region=\"us-east-1\""));
    }

    /** After an upgrade without the new permission all earlier series are unchanged. */
    @Test
    void withoutThePermissionAllOtherSeriesAreUnchanged() throws Exception {
        List<String> withPermission = page(recordsEvents().negate());
        aws.inject(FaultScope.on("GetEventSelectors"), Fault.accessDenied());

        List<String> withoutPermission = page(line -> true);

        assertThat(withoutPermission)
                .filteredOn(recordsEvents())
                .singleElement()
                .asString()
                .startsWith("cloudtrail_event_selectors_failure")
                .contains("aws_region=\"us-east-1\"", "reason=\"access_denied\"");
        assertThat(withoutPermission)
                .filteredOn(recordsEvents().negate())
                .containsExactlyElementsOf(withPermission)
                .isNotEmpty();
    }

    @Test
    void deniedCallIsNotRepeatedInTheNextPolls() throws Exception {
        aws.inject(FaultScope.on("GetEventSelectors"), Fault.accessDenied());
        try (Poller poller = poller()) {
            for (int poll = 0; poll < 5; poll++) {
                snapshot(poller);
            }

            assertThat(aws.calls().count("GetEventSelectors")).isEqualTo(1);
            assertThat(aws.calls().count("GetTrailStatus")).isEqualTo(10);
        }
    }

    /** The lines about event selectors. */
    private static Predicate<String> recordsEvents() {
        return line -> line.startsWith("cloudtrail_management_events_recorded")
                || line.startsWith("cloudtrail_event_selectors_");
    }

    /** The samples of a page after the first poll of a new process, without its duration. */
    private List<String> page(Predicate<String> lines) throws Exception {
        try (Poller poller = poller()) {
            SnapshotCollector collector = new SnapshotCollector(snapshot(poller), clock, List.of());
            return Exposition.text(collector, TextFormat.CONTENT_TYPE_004)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("cloudtrail_exporter_poll_duration"))
                    .filter(lines)
                    .toList();
        }
    }

    private static Snapshot snapshot(Poller poller) {
        return poller.snapshot(Deadline.in(Duration.ofMinutes(1)));
    }

    private Poller poller() throws Exception {
        return SimulatedCloud.poller(CONFIG.formatted(aws.endpoint()), Shard.ALL, clock);
    }
}
