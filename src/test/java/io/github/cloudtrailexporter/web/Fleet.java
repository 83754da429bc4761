package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailSettings.Destinations;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds snapshots for tests of the page, all seen at {@link #NOW}. */
public final class Fleet {

    public static final Instant NOW = Instant.parse("2026-11-24T12:03:04Z");

    private final List<TrailReport> trails = new ArrayList<>();
    private final List<DiscoveryReport> discoveries = new ArrayList<>();

    public Snapshot snapshot() {
        return new Snapshot(trails, discoveries, Duration.ofMillis(830));
    }

    public Fleet healthy(String account, String name, String home, String... regions) {
        for (String region : regions) {
            add(account, "", name, home, region, observed(new Status().fresh()));
        }
        return this;
    }

    public Fleet failing(String account, String name, String region, Destination destination, String code) {
        return add(
                account, "", name, region, region, observed(new Status().fresh().error(destination, code)));
    }

    public Fleet unknown(String account, String name, String region, FailureReason reason) {
        return add(account, "", name, region, region, new Failed(Failure.of(reason)));
    }

    /** A healthy trail with these event selectors. */
    public Fleet recording(String account, String name, String region, SelectorsOutcome selectors) {
        healthy(account, name, region, region);
        TrailReport report = trails.remove(trails.size() - 1);
        TrailMetadata metadata = new TrailMetadata(report.settings(), selectors);
        trails.add(new TrailReport(report.key(), report.arn(), "", report.outcome(), metadata));
        return this;
    }

    /** An account and Region in which this number of trails records all write management events. */
    public Fleet recordedBy(String account, String region, int trailsForWrites) {
        RecordingTrails recording = new RecordingTrails(trailsForWrites, trailsForWrites);
        discoveries.add(new DiscoveryReport(
                account, region, OptionalInt.of(trailsForWrites), Optional.empty(), Optional.of(recording)));
        return this;
    }

    public Fleet looked(String account, String region, int found) {
        discoveries.add(
                new DiscoveryReport(account, region, OptionalInt.of(found), Optional.empty(), Optional.empty()));
        return this;
    }

    public Fleet notLooked(String account, String region, FailureReason reason) {
        discoveries.add(new DiscoveryReport(
                account, region, OptionalInt.empty(), Optional.of(Failure.of(reason)), Optional.empty()));
        return this;
    }

    public Fleet add(
            String account, String accountName, String name, String home, String region, TrailOutcome outcome) {
        TrailKey key = new TrailKey(account, region, home, name);
        Optional<TrailArn> arn =
                account.isEmpty() ? Optional.empty() : Optional.of(new TrailArn("aws", home, account, name));
        Optional<TrailSettings> settings =
                outcome instanceof Observed ? Optional.of(settings(account, home, name)) : Optional.empty();
        trails.add(new TrailReport(
                key, arn, accountName, outcome, new TrailMetadata(settings, new SelectorsOutcome.NotRead())));
        return this;
    }

    public static TrailOutcome observed(Status status) {
        return new Observed(status.build(), NOW.minusSeconds(2));
    }

    private static TrailSettings settings(String account, String home, String name) {
        String suffix = account + ":";
        return new TrailSettings(
                new Destinations(
                        "audit-logs-" + account,
                        "trails/" + name,
                        name.startsWith("org") ? "arn:aws:sns:" + home + ":" + suffix + "cloudtrail" : "",
                        name.contains("data") ? "" : "arn:aws:logs:" + home + ":" + suffix + "log-group:cloudtrail:*",
                        "arn:aws:kms:" + home + ":" + suffix + "key/1b2c3d4e-5f60-7182-93a4-b5c6d7e8f901"),
                name.startsWith("org") || name.equals("management"),
                name.startsWith("org"),
                !name.contains("data"),
                new TrailSettings.Recording(true, false, false));
    }

    /** What CloudTrail says about a trail. */
    public static final class Status {
        private final Map<Destination, Delivery> deliveries = new EnumMap<>(Destination.class);
        private boolean logging = true;
        private Optional<Instant> started = Optional.of(NOW.minus(Duration.ofDays(300)));
        private Optional<Instant> stopped = Optional.empty();

        public Status fresh() {
            return last(Destination.S3, Duration.ofMinutes(3))
                    .last(Destination.CLOUDWATCH_LOGS, Duration.ofMinutes(2))
                    .last(Destination.DIGEST, Duration.ofMinutes(41));
        }

        public Status last(Destination destination, Duration age) {
            deliveries.put(destination, new Delivery(Optional.of(NOW.minus(age)), error(destination)));
            return this;
        }

        public Status error(Destination destination, String code) {
            deliveries.put(destination, new Delivery(delivery(destination).latest(), Optional.of(new ErrorCode(code))));
            return this;
        }

        Status started(Duration age) {
            started = Optional.of(NOW.minus(age));
            return this;
        }

        Status stopped(Duration age) {
            logging = false;
            stopped = Optional.of(NOW.minus(age));
            return this;
        }

        private Optional<ErrorCode> error(Destination destination) {
            return delivery(destination).error();
        }

        private Delivery delivery(Destination destination) {
            return deliveries.getOrDefault(destination, Delivery.NONE);
        }

        TrailStatus build() {
            return new TrailStatus(logging, deliveries, started, stopped);
        }
    }

    /** A fleet with something of everything. */
    public static Fleet story() {
        String payments = "111122223333";
        Fleet fleet = new Fleet()
                .add(
                        payments,
                        "payments",
                        "data-events",
                        "eu-west-1",
                        "eu-west-1",
                        observed(new Status().fresh().stopped(Duration.ofHours(5))))
                .add(
                        payments,
                        "payments",
                        "web-management",
                        "us-east-1",
                        "us-east-1",
                        observed(new Status()
                                .fresh()
                                .error(Destination.SNS, "AuthorizationError")
                                .error(Destination.CLOUDWATCH_LOGS, "AccessDenied")))
                .add(
                        "444455556666",
                        "analytics",
                        "deleted-bucket",
                        "us-west-2",
                        "us-west-2",
                        observed(new Status()
                                .last(Destination.S3, Duration.ofDays(9))
                                .error(Destination.S3, "NoSuchBucket")
                                .error(Destination.DIGEST, "NoSuchBucket")))
                .add(
                        "444455556666",
                        "analytics",
                        "encrypted",
                        "eu-central-1",
                        "eu-central-1",
                        observed(new Status()
                                .last(Destination.S3, Duration.ofHours(7))
                                .last(Destination.DIGEST, Duration.ofHours(8))))
                .add(
                        "777788889999",
                        "",
                        "never-delivered",
                        "eu-north-1",
                        "eu-north-1",
                        observed(new Status().started(Duration.ofHours(30))))
                .add(
                        "777788889999",
                        "",
                        "idle-data",
                        "ap-southeast-2",
                        "ap-southeast-2",
                        observed(new Status().last(Destination.S3, Duration.ofDays(4))))
                .unknown("", "listed-by-name", "ca-central-1", FailureReason.CREDENTIALS)
                .unknown("777788889999", "gone", "eu-west-3", FailureReason.TRAIL_NOT_FOUND)
                .healthy("777788889999", "management", "eu-west-1", "eu-west-1", "eu-west-2", "us-east-1")
                .healthy("999900001111", "security-lake", "us-east-1", "us-east-1");
        organization(fleet);
        return fleet.notLooked("222233334444", "eu-west-1", FailureReason.ASSUME_ROLE_DENIED)
                .notLooked("222233334444", "us-east-1", FailureReason.ASSUME_ROLE_DENIED)
                .looked("555566667777", "eu-west-1", 0)
                .looked(payments, "eu-west-1", 3);
    }

    private static void organization(Fleet fleet) {
        String account = "999900001111";
        for (String region : List.of("eu-west-1", "us-east-1", "us-east-2", "us-west-2", "sa-east-1")) {
            fleet.add(
                    account,
                    "org root",
                    "org-trail",
                    "us-east-1",
                    region,
                    observed(new Status().fresh().last(Destination.SNS, Duration.ofMinutes(3))));
        }
        for (String region : List.of("ap-south-1", "ap-northeast-1", "eu-central-1", "eu-north-1")) {
            fleet.add(
                    account,
                    "org root",
                    "org-trail",
                    "us-east-1",
                    region,
                    observed(new Status()
                            .last(Destination.S3, Duration.ofMinutes(94))
                            .last(Destination.DIGEST, Duration.ofMinutes(112))
                            .last(Destination.CLOUDWATCH_LOGS, Duration.ofMinutes(2))
                            .error(Destination.S3, "AccessDenied")
                            .error(Destination.DIGEST, "AccessDenied")));
        }
        fleet.add(
                account,
                "org root",
                "org-trail",
                "us-east-1",
                "me-south-1",
                new Failed(Failure.of(FailureReason.TIMEOUT)));
    }
}
