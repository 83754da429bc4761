package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.metrics.Exposition;
import io.github.cloudtrailexporter.metrics.SnapshotCollector;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.Fleet;
import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.prometheus.client.exporter.common.TextFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An organization of 400 accounts in 17 Regions, polled in this process: with faults in it, and by several shards. The
 * time stands still, so that two pages can be compared byte for byte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("nightly")
class FleetIT {

    private static final int DENIED = 5;
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private static final String CONFIG = """
            trails:
              - arn: %s
                regions: [%s, %s]
                role_arn: %s
            discovery:
              - organization:
                  role_name: cloudtrail-exporter
                regions: all
            discovery_interval: 1h
            poll: {timeout: 60s, call_timeout: 15s}  # a call is not late because the machine is busy
            aws:
              endpoint_url: %s
            """;

    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    private final SimulatedAws aws = SimulatedAws.start(clock);
    private final Fleet fleet = Fleet.on(aws, 400, 500, 100);

    /** Multi-Region, listed in two Regions; one of them will be disabled. */
    private final SimulatedTrail listed =
            fleet.members().get(300).trail("listed", "us-east-1").multiRegion(true);

    private static final String TO_BE_DISABLED = "eu-north-1";

    private Snapshot whole;

    @BeforeAll
    void pollWithoutFaults() throws Exception {
        whole = snapshot(Shard.ALL);
    }

    @AfterAll
    void close() {
        aws.close();
    }

    @Test
    void faultsInSomeAccountsChangeNoByteOfTheOthers() throws Exception {
        List<SimulatedAccount> denied = fleet.members().subList(10, 10 + DENIED);
        SimulatedAccount hanging = fleet.members().get(200);
        SimulatedAccount shrunk = listed.account();
        denied.forEach(account -> account.role(Fleet.ROLE).denied(true));
        aws.inject(FaultScope.everything().account(hanging.id()), Fault.hang());
        Set<String> enabled = shrunk.enabledRegions();
        Set<String> fewer = new TreeSet<>(enabled);
        fewer.remove(TO_BE_DISABLED);
        shrunk.enabledRegions(fewer);

        Snapshot faulty = snapshot(Shard.ALL);
        aws.clearFaults();
        denied.forEach(account -> account.role(Fleet.ROLE).denied(false));
        shrunk.enabledRegions(enabled);

        Set<String> faultyAccounts = new HashSet<>(List.of(hanging.id()));
        denied.forEach(account -> faultyAccounts.add(account.id()));
        assertThat(without(trailLines(faulty), faultyAccounts, shrunk))
                .isEqualTo(without(trailLines(whole), faultyAccounts, shrunk))
                .hasSizeGreaterThan(20_000);
        assertThat(denied)
                .allSatisfy(account -> assertThat(reasons(faulty, account)).containsExactly("assume_role_denied"));
        assertThat(reasons(faulty, hanging)).containsExactly("timeout");
        assertThat(reasons(faulty, shrunk)).isEmpty();
        assertThat(trailLines(faulty).lines().filter(line -> line.startsWith("cloudtrail_failure{")))
                .singleElement()
                .asString()
                .contains("aws_region=\"" + TO_BE_DISABLED + "\"", "reason=\"region_disabled\"");
    }

    @Test
    void shardsTogetherShowEachTrailExactlyOnce() throws Exception {
        List<TrailKey> together = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int i : IntStream.range(0, 4).toArray()) {
            List<TrailKey> share = keys(snapshot(new Shard(i, 4)));
            together.addAll(share);
            sizes.add(share.size());
        }
        LongSummaryStatistics size = sizes.stream().mapToLong(n -> n).summaryStatistics();

        System.out.println("fleet: " + together.size() + " (trail, Region) on 4 shards: " + sizes);
        assertThat(together).doesNotHaveDuplicates().hasSameElementsAs(keys(whole));
        assertThat((double) size.getMax() / size.getMin()).isLessThan(1.3);
    }

    private Snapshot snapshot(Shard shard) throws Exception {
        String yaml = CONFIG.formatted(
                listed.arn(),
                listed.homeRegion(),
                TO_BE_DISABLED,
                listed.account().role(Fleet.ROLE).arn(),
                aws.endpoint());
        try (Poller poller = SimulatedCloud.poller(yaml, shard, clock)) {
            return poller.snapshot(Deadline.in(ENOUGH));
        }
    }

    private static List<TrailKey> keys(Snapshot snapshot) {
        return snapshot.trails().stream().map(TrailReport::key).toList();
    }

    private String trailLines(Snapshot snapshot) {
        return Exposition.text(new SnapshotCollector(snapshot, clock, List.of()), TextFormat.CONTENT_TYPE_004);
    }

    /** The lines of all other accounts; of this one those of all other Regions. The duration of a poll is no fault. */
    private static String without(String page, Set<String> accounts, SimulatedAccount account) {
        StringBuilder left = new StringBuilder();
        page.lines()
                .filter(line -> accounts.stream().noneMatch(line::contains))
                .filter(line -> !line.contains(account.id()) || !line.contains("\"" + TO_BE_DISABLED + "\""))
                .filter(line -> !line.startsWith("cloudtrail_exporter_poll_duration_seconds"))
                .filter(line ->
                        !line.startsWith("# HELP cloudtrail_failure") && !line.startsWith("# TYPE cloudtrail_failure"))
                .forEach(line -> left.append(line).append('\n'));
        return left.toString();
    }

    private static Set<String> reasons(Snapshot snapshot, SimulatedAccount account) {
        Set<String> reasons = new TreeSet<>();
        snapshot.discoveries().stream()
                .filter(report -> report.accountId().equals(account.id()))
                .map(DiscoveryReport::failure)
                .flatMap(Optional::stream)
                .forEach(failure -> reasons.add(failure.reason().label()));
        return reasons;
    }
}
