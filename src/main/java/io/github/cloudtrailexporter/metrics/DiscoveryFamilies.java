package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.List;

/** The table of metrics about discovery: one row per family, in the order of the page. */
final class DiscoveryFamilies {

    static final Family.Identity<DiscoveryReport> AREA = new Family.Identity<>(
            List.of("aws_account_id", "aws_region"), report -> List.of(report.accountId(), report.awsRegion()));

    static final List<Family<DiscoveryReport>> TABLE = List.of(
            new Family<>(
                    "cloudtrail_discovery_up",
                    "1 if the last discovery of trails in this account and Region succeeded, else 0.",
                    AREA,
                    List.of(),
                    (report, now, sink) -> sink.add(report.failure().isEmpty() ? 1 : 0)),
            new Family<>(
                    "cloudtrail_discovery_failure",
                    "1 with the reason why the last discovery failed; only if cloudtrail_discovery_up is 0.",
                    AREA,
                    List.of("reason"),
                    (report, now, sink) -> report.failure()
                            .ifPresent(failure -> sink.add(1, failure.reason().label()))),
            new Family<>(
                    "cloudtrail_discovered_trails",
                    "Trails known from the last successful discovery in this account and Region.",
                    AREA,
                    List.of(),
                    (report, now, sink) -> report.trails().ifPresent(sink::add)),
            new Family<>(
                    "cloudtrail_recording_trails",
                    "Visible trails that record all management events of this kind in this account and Region, logging or not;"
                            + " absent if the discovery failed or the event selectors of one of them are unknown.",
                    AREA,
                    List.of("access"),
                    (report, now, sink) -> report.recording().ifPresent(trails -> {
                        sink.add(trails.read(), "read");
                        sink.add(trails.write(), "write");
                    })));

    private DiscoveryFamilies() {}
}
