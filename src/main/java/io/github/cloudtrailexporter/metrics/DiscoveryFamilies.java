package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.metrics.Family.Subject;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.List;

/** The table of metrics about discovery: one row per family, in the order of the page. */
final class DiscoveryFamilies {

    private static final List<String> LABELS = List.of("aws_account_id", "aws_region");

    static final List<Family<DiscoveryReport>> TABLE = List.of(
            new Family<>(
                    "cloudtrail_discovery_up",
                    "1 if the last discovery of trails in this account and Region succeeded, else 0.",
                    (report, sink) -> sink.add(report.failure().isEmpty() ? 1 : 0)),
            new Family<>(
                    "cloudtrail_discovery_failure",
                    "1 with the reason why the last discovery failed; only if cloudtrail_discovery_up is 0.",
                    (report, sink) -> report.failure()
                            .ifPresent(failure ->
                                    sink.info("reason", failure.reason().label()))),
            new Family<>(
                    "cloudtrail_discovered_trails",
                    "Trails known from the last successful discovery in this account and Region.",
                    (report, sink) -> report.trails().ifPresent(sink::add)),
            new Family<>(
                    "cloudtrail_recording_trails",
                    "Visible trails that record all management events of this kind in this account and Region, logging or not;"
                            + " absent if the discovery failed or the event selectors of one of them are unknown.",
                    (report, sink) -> report.recording().ifPresent(trails -> {
                        sink.add(trails.read(), "access", "read");
                        sink.add(trails.write(), "access", "write");
                    })));

    private DiscoveryFamilies() {}

    static Subject<DiscoveryReport> subject(DiscoveryReport report) {
        return new Subject<>(report, LABELS, List.of(report.accountId(), report.awsRegion()));
    }
}
