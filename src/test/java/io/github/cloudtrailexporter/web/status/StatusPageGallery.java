package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.Fleet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A page in one state. {@link StatusPageBrowserTest} writes them to target/status-page.
 *
 * @param state the name of the file
 */
record StatusPageGallery(String state, Snapshot snapshot) {

    /** More trails than one page shows. */
    static final String LARGE = "large";

    static List<StatusPageGallery> all() {
        Fleet incomplete = new Fleet()
                .healthy("111122223333", "management", "eu-west-1", "eu-west-1")
                .notLooked("222233334444", "eu-west-1", FailureReason.ASSUME_ROLE_DENIED);
        return List.of(
                new StatusPageGallery("story", Fleet.story().snapshot()),
                new StatusPageGallery("empty", new Fleet().snapshot()),
                new StatusPageGallery("healthy", healthy(4)),
                new StatusPageGallery("incomplete", incomplete.snapshot()),
                new StatusPageGallery("recording", recording()),
                new StatusPageGallery("long-names", longNames()),
                new StatusPageGallery(LARGE, healthy(7000)));
    }

    URI write(Path directory) throws IOException {
        StatusPage page = new StatusPage(new BuildInfo("0.1.0", "e430b4c"), "/metrics");
        Path file = Files.createDirectories(directory).resolve(state + ".html");
        return Files.writeString(file, page.render(snapshot, Fleet.NOW)).toUri();
    }

    @Override
    public String toString() {
        return state;
    }

    private static Snapshot healthy(int trails) {
        Fleet fleet = new Fleet();
        for (int i = 0; i < trails; i++) {
            String account = String.format("%012d", 100_000_000_000L + i);
            fleet.healthy(account, "management", "eu-west-1", "eu-west-1");
        }
        return fleet.snapshot();
    }

    /** Trails that record less than all management events, and an account that no trail records. */
    private static Snapshot recording() {
        Snapshot healthy = new Fleet()
                .healthy("111122223333", "data-only", "eu-west-1", "eu-west-1")
                .healthy("111122223333", "narrowed", "eu-west-1", "eu-west-1", "us-east-1")
                .healthy("111122223333", "unreadable", "eu-west-1", "eu-west-1")
                .snapshot();
        List<TrailReport> trails = healthy.trails().stream()
                .map(report -> recording(
                        report,
                        switch (report.key().trail()) {
                            case "data-only" -> known(false, false, List.of());
                            case "narrowed" ->
                                known(true, false, List.of("kms.amazonaws.com", "rdsdata.amazonaws.com"));
                            default -> new SelectorsOutcome.Unreadable(Failure.of(FailureReason.ACCESS_DENIED));
                        }))
                .toList();
        DiscoveryReport unrecorded = new DiscoveryReport(
                "222233334444",
                "eu-west-1",
                OptionalInt.of(0),
                Optional.empty(),
                Optional.of(new RecordingTrails(0, 0)));
        return new Snapshot(trails, List.of(unrecorded), Duration.ofMillis(830));
    }

    private static TrailReport recording(TrailReport report, SelectorsOutcome selectors) {
        return new TrailReport(
                report.key(),
                report.arn(),
                report.accountName(),
                report.outcome(),
                new TrailMetadata(report.settings(), selectors));
    }

    private static SelectorsOutcome known(boolean read, boolean write, List<String> excluded) {
        return new SelectorsOutcome.Known(new RecordedEvents(read, write, excluded, true, List.of()), "9f86d081884c");
    }

    /** The longest names that AWS allows, and its longest error codes. */
    private static Snapshot longNames() {
        String trail = "m".repeat(128);
        String account = "The department with the longest name of all fifty ";
        return new Fleet()
                .add(
                        "111122223333",
                        account,
                        trail,
                        "ap-southeast-1",
                        "ap-southeast-1",
                        Fleet.observed(new Fleet.Status()
                                .fresh()
                                .error(Destination.CLOUDWATCH_LOGS, "InvalidCloudWatchLogsLogGroupArnException")
                                .error(Destination.S3, "InsufficientS3BucketPolicyException")))
                .add(
                        "111122223333",
                        account,
                        "o" + trail.substring(1),
                        "ap-southeast-1",
                        "ap-southeast-1",
                        Fleet.observed(new Fleet.Status().fresh()))
                .unknown("", "n" + trail.substring(1), "ap-southeast-1", FailureReason.TRAIL_NOT_FOUND)
                .snapshot();
    }
}
