package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.CallLog;
import io.github.cloudtrailexporter.simulator.Fleet;
import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged exporter on an organization of 400 accounts in 17 Regions, with 1 GiB in all: every trail in every Region
 * is on the page, and only the planned AWS calls are made. Prints the duration and the memory of the
 * process; other sizes can be measured with the properties below.
 */
@Tag("nightly")
class FleetProcessIT {

    private static final int ACCOUNTS = Integer.getInteger("fleet.accounts", 400);
    private static final int SINGLE_REGION_TRAILS = Integer.getInteger("fleet.trails.single", 450);
    private static final int MULTI_REGION_TRAILS = Integer.getInteger("fleet.trails.multi", 150);
    private static final int LATENCY_MILLIS = Integer.getInteger("fleet.latency.millis", 0);
    private static final int HEAP_MEBIBYTES = Integer.getInteger("fleet.heap.mebibytes", 768);
    private static final int REGIONS = 17;
    private static final int ACCOUNTS_PER_PAGE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

    private static final String CONFIG = """
            discovery:
              - organization:
                  role_name: cloudtrail-exporter
                regions: all
            discovery_interval: %s
            poll:
              min_interval: 0
              timeout: 60s
              call_timeout: 15s  # a call is not late, and repeated, because the machine is busy
            aws:
              endpoint_url: %s
            """;

    @TempDir
    private Path directory;

    @Test
    void oneProcessPollsAnOrganizationWithThePlannedCalls() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Fleet fleet = Fleet.on(aws, ACCOUNTS, SINGLE_REGION_TRAILS, MULTI_REGION_TRAILS);
            aws.latency(Duration.ofMillis(LATENCY_MILLIS));
            Set<String> plan = fleet.expected().stream()
                    .map(pair -> pair.arn() + " in " + pair.region())
                    .collect(Collectors.toSet());
            long start = System.nanoTime();
            try (ExporterProcess exporter = serve(aws, "1h")) {
                long listening = System.nanoTime();
                int scrapes = 1;
                Page page = exporter.scrape(HEADER, "60");
                while (!observed(page).equals(plan) && System.nanoTime() - start < PATIENCE.toNanos()) {
                    page = exporter.scrape(HEADER, "60");
                    scrapes++;
                }
                long complete = System.nanoTime();

                assertThat(observed(page)).isEqualTo(plan);
                assertOneRound(aws.calls());
                aws.calls().reset();

                page = exporter.scrape(HEADER, "60");

                assertThat(observed(page)).isEqualTo(plan);
                assertThat(aws.calls().counts()).isEqualTo(Map.of("GetTrailStatus", (long) plan.size()));
                System.out.printf(
                        "fleet: %d accounts, %d (trail, Region), %d ms a call; listening after %.1f s, complete page %.1f s later"
                                + " (%d scrapes); next poll %.1f s; VmHWM %d MiB, VmRSS %d MiB%n",
                        ACCOUNTS,
                        plan.size(),
                        LATENCY_MILLIS,
                        (listening - start) / 1e9,
                        (complete - listening) / 1e9,
                        scrapes,
                        page.value("cloudtrail_exporter_poll_duration_seconds"),
                        exporter.status("VmHWM") / 1024,
                        exporter.status("VmRSS") / 1024);
                assertThat(exporter.status("VmHWM") / 1024).isLessThan(1024);
            }
        }
    }

    @Test
    void trailAppearsWithinTheDiscoveryIntervalAndIsRemovedAfterTwo() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Fleet fleet = Fleet.on(aws, 3, 2, 0);
            SimulatedAccount member = fleet.members().get(0);
            try (ExporterProcess exporter = serve(aws, "5s")) {
                assertThat(exporter.scrape(HEADER, "10").trail("created").samples())
                        .isEmpty();

                SimulatedTrail created = member.trail("created", "eu-west-1");
                Page page = await(exporter, "created", 1);
                assertThat(page.value("cloudtrail_up")).isEqualTo(1);
                assertThat(page.named("cloudtrail_trail_info").single().label("account_name"))
                        .isEqualTo(member.name());

                member.deleteTrail("created", created.homeRegion());
                page = exporter.scrape(HEADER, "10").trail("created");
                assertThat(page.value("cloudtrail_up")).isZero();
                assertThat(page.named("cloudtrail_failure").single().label("reason"))
                        .isEqualTo("trail_not_found");

                await(exporter, "created", 0);
            }
        }
    }

    private static Page await(ExporterProcess exporter, String trail, int ups) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Page page = exporter.scrape(HEADER, "10").trail(trail);
        while (page.named("cloudtrail_up").samples().size() != ups && System.nanoTime() < until) {
            page = exporter.scrape(HEADER, "10").trail(trail);
        }
        assertThat(page.named("cloudtrail_up").samples()).hasSize(ups);
        return page;
    }

    private static void assertOneRound(CallLog calls) {
        assertThat(calls.count("GetCallerIdentity")).isEqualTo(1);
        assertThat(calls.count("ListAccounts")).isEqualTo((ACCOUNTS + ACCOUNTS_PER_PAGE - 1) / ACCOUNTS_PER_PAGE);
        assertThat(calls.count("AssumeRole")).isEqualTo(ACCOUNTS - 1);
        assertThat(calls.count("DescribeRegions")).isEqualTo(ACCOUNTS);
        assertThat(calls.count("DescribeTrails")).isEqualTo((long) ACCOUNTS * REGIONS);
    }

    /** The trails whose status is on the page. Each (trail, Region) pair is unique. */
    private static Set<String> observed(Page page) {
        List<String> up = page.named("cloudtrail_up").only(sample -> sample.value() == 1).samples().stream()
                .map(FleetProcessIT::text)
                .toList();
        Set<String> distinct = new HashSet<>(up);
        assertThat(distinct).hasSameSizeAs(up);
        return distinct;
    }

    private static String text(Page.Sample up) {
        return "arn:aws:cloudtrail:" + up.label("home_region") + ":" + up.label("aws_account_id") + ":trail/"
                + up.label("trail") + " in " + up.label("aws_region");
    }

    private ExporterProcess serve(SimulatedAws aws, String discoveryInterval) throws Exception {
        Path config = directory.resolve("fleet.yml");
        Files.writeString(config, CONFIG.formatted(discoveryInterval, aws.endpoint()));
        return Jar.in(directory)
                .withKeys()
                .options("-Xmx" + HEAP_MEBIBYTES + "m")
                .serve("--config.file=" + config);
    }
}
