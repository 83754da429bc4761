package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.simulator.Fleet;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The coverage of an organization by its trails, and the number of calls that it takes. No call may time out on a busy
 * machine, because the trails of a Region whose only discovery timed out would not be read.
 */
class CoverageTest {

    private static final String CONFIG = """
            discovery:
              - organization:
                  role_name: cloudtrail-exporter
                regions: all
            poll:
              timeout: 1m
              call_timeout: 1m
            aws:
              endpoint_url: %s
            """;

    @Test
    void eachTrailIsReadOnceForAllAccountsAndRegions() throws Exception {
        assertReadOnce(4, 3, 2);
    }

    @Test
    @Tag("nightly")
    void eachTrailOf400AccountsIsReadOnceForAllAccountsAndRegions() throws Exception {
        assertReadOnce(400, 500, 100);
    }

    private static void assertReadOnce(int accounts, int single, int multi) throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Fleet.on(aws, accounts, single, multi);
            try (Poller poller = poller(aws)) {
                Snapshot snapshot = poll(poller);
                poll(poller);

                assertThat(snapshot.discoveries())
                        .extracting(DiscoveryReport::failure)
                        .containsOnly(Optional.empty());
                assertThat(aws.calls().count("GetEventSelectors")).isEqualTo(1L + single + multi);
                assertThat(snapshot.discoveries()).hasSize(accounts * 17);
                assertThat(snapshot.discoveries())
                        .allSatisfy(report -> assertThat(
                                        report.recording().orElseThrow().write())
                                .isPositive());
            }
        }
    }

    @Test
    void anAccountWhoseTrailsRecordNoWriteEventsIsCountedAsNotRecorded() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Fleet fleet = Fleet.on(aws, 3, 0, 0);
            fleet.organization().management().trail("organization", "us-east-1").advancedEventSelectors("""
                            [{"Name":"Management events","FieldSelectors":[
                              {"Field":"eventCategory","Equals":["Management"]},
                              {"Field":"readOnly","Equals":["true"]}]}]""");
            try (Poller poller = poller(aws)) {
                assertThat(poll(poller).discoveries())
                        .hasSize(3 * 17)
                        .extracting(DiscoveryReport::recording)
                        .allSatisfy(recording -> assertThat(recording.orElseThrow())
                                .isEqualTo(new DiscoveryReport.RecordingTrails(1, 0)));
            }
        }
    }

    @Test
    void shardsTogetherReportEachAccountAndRegionOnceWithAllItsTrails() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Fleet.on(aws, 5, 3, 2);
            List<DiscoveryReport> whole = discoveries(aws, Shard.ALL);
            List<DiscoveryReport> shards = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                shards.addAll(discoveries(aws, new Shard(number, 3)));
            }

            assertThat(whole).hasSize(5 * 17);
            assertThat(recording(shards)).containsExactlyInAnyOrderElementsOf(recording(whole));
        }
    }

    /** Once the selectors are read, which a shard does after the discovery for trails that another shard polls. */
    private static List<DiscoveryReport> discoveries(SimulatedAws aws, Shard shard) throws Exception {
        try (Poller poller = poller(aws, shard)) {
            Deadline end = Deadline.in(Duration.ofMinutes(1));
            List<DiscoveryReport> reports = List.copyOf(poll(poller).discoveries());
            while (reports.stream().anyMatch(report -> report.recording().isEmpty()) && !end.passed()) {
                reports = List.copyOf(poll(poller).discoveries());
            }
            return reports;
        }
    }

    private static List<String> recording(List<DiscoveryReport> reports) {
        return reports.stream()
                .map(report -> report.accountId() + " " + report.awsRegion() + " "
                        + report.recording().orElseThrow())
                .toList();
    }

    private static Poller poller(SimulatedAws aws) throws Exception {
        return poller(aws, Shard.ALL);
    }

    private static Poller poller(SimulatedAws aws, Shard shard) throws Exception {
        return SimulatedCloud.poller(CONFIG.formatted(aws.endpoint()), shard, Clock.systemUTC());
    }

    private static Snapshot poll(Poller poller) {
        return poller.snapshot(Deadline.in(Duration.ofMinutes(2)));
    }
}
