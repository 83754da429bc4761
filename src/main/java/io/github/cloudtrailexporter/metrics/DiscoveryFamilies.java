package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.List;

/** The table of what the page says about looking for trails: one row per metric family, in the order of the page. */
final class DiscoveryFamilies {

    static final Family.Identity<DiscoveryReport> PLACE = new Family.Identity<>(
            List.of("aws_account_id", "aws_region"), report -> List.of(report.accountId(), report.awsRegion()));

    static final List<Family<DiscoveryReport>> TABLE = List.of(
            new Family<>(
                    "cloudtrail_discovery_up",
                    "1 if the last look for trails in this account and Region worked, else 0.",
                    PLACE,
                    List.of(),
                    (report, now, sink) -> sink.add(report.failure().isEmpty() ? 1 : 0)),
            new Family<>(
                    "cloudtrail_discovery_failure",
                    "1 with the reason why the last look for trails failed; only beside cloudtrail_discovery_up 0.",
                    PLACE,
                    List.of("reason"),
                    (report, now, sink) -> report.failure()
                            .ifPresent(f -> sink.add(1, f.reason().label()))),
            new Family<>(
                    "cloudtrail_discovered_trails",
                    "Trails known from the last look that worked in this account and Region.",
                    PLACE,
                    List.of(),
                    (report, now, sink) -> report.trails().ifPresent(sink::add)),
            new Family<>(
                    "cloudtrail_recording_trails",
                    "Visible trails that record all management events of this kind in this account and Region, logging or not;"
                            + " absent if the discovery failed or what one of them records is not known.",
                    PLACE,
                    List.of("access"),
                    (report, now, sink) -> report.recording().ifPresent(trails -> {
                        sink.add(trails.read(), "read");
                        sink.add(trails.write(), "write");
                    })));

    private DiscoveryFamilies() {}
}
