package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Known;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table of what the page says about each trail: one row per metric family, in the order of the page. */
final class TrailFamilies {

    static final Family.Identity<TrailReport> TRAIL = new Family.Identity<>(
            List.of("aws_account_id", "aws_region", "home_region", "trail"), TrailFamilies::identity);

    static final List<Family<TrailReport>> TABLE = table();

    private TrailFamilies() {}

    private static List<Family<TrailReport>> table() {
        List<Family<TrailReport>> rows = new ArrayList<>();
        rows.add(family(
                "cloudtrail_up",
                "1 if CloudTrail answered for this trail in this poll, 0 if its state is unknown.",
                List.of(),
                (report, now, sink) -> sink.add(report.outcome() instanceof Observed ? 1 : 0)));
        rows.add(family(
                "cloudtrail_failure",
                "1 with the reason why CloudTrail could not be asked about this trail; only beside cloudtrail_up 0.",
                List.of("reason"),
                (report, now, sink) -> {
                    if (report.outcome() instanceof Failed failed) {
                        sink.add(1, failed.failure().reason().label());
                    }
                }));
        rows.add(observed(
                "cloudtrail_is_logging",
                "1 if the trail is recording events. Says nothing about delivery.",
                (status, now, sink) -> sink.add(status.logging() ? 1 : 0)));
        rows.addAll(errors());
        rows.addAll(ages());
        rows.addAll(times());
        rows.add(pollTimestamp());
        rows.add(info());
        rows.addAll(selectors());
        return List.copyOf(rows);
    }

    private static List<Family<TrailReport>> errors() {
        return List.of(
                error("cloudtrail_delivery_error", Destination.S3, "delivering log files to the S3 bucket"),
                error("cloudtrail_notification_error", Destination.SNS, "publishing to the SNS topic"),
                error(
                        "cloudtrail_cloudwatch_logs_delivery_error",
                        Destination.CLOUDWATCH_LOGS,
                        "delivering events to CloudWatch Logs"),
                error(
                        "cloudtrail_digest_delivery_error",
                        Destination.DIGEST,
                        "delivering digest files to the S3 bucket"));
    }

    private static List<Family<TrailReport>> ages() {
        return List.of(
                age("cloudtrail_seconds_since_last_delivery", Destination.S3, "delivery of log files to S3"),
                age("cloudtrail_seconds_since_last_notification", Destination.SNS, "notification through SNS"),
                age(
                        "cloudtrail_seconds_since_last_cloudwatch_logs_delivery",
                        Destination.CLOUDWATCH_LOGS,
                        "delivery to CloudWatch Logs"),
                age("cloudtrail_seconds_since_last_digest_delivery", Destination.DIGEST, "delivery of a digest file"));
    }

    private static List<Family<TrailReport>> times() {
        return List.of(
                time(
                        "cloudtrail_last_delivery_timestamp_seconds",
                        "last delivery of log files to S3",
                        latest(Destination.S3)),
                time(
                        "cloudtrail_last_notification_timestamp_seconds",
                        "last notification through SNS",
                        latest(Destination.SNS)),
                time(
                        "cloudtrail_last_cloudwatch_logs_delivery_timestamp_seconds",
                        "last delivery to CloudWatch Logs",
                        latest(Destination.CLOUDWATCH_LOGS)),
                time(
                        "cloudtrail_last_digest_delivery_timestamp_seconds",
                        "last delivery of a digest file",
                        latest(Destination.DIGEST)),
                time("cloudtrail_start_logging_timestamp_seconds", "most recent StartLogging", TrailStatus::started),
                time("cloudtrail_stop_logging_timestamp_seconds", "most recent StopLogging", TrailStatus::stopped));
    }

    private static Family<TrailReport> error(String name, Destination destination, String doing) {
        String help = "1 with the error code AWS shows for " + doing + ", 0 with an empty code if it shows none.";
        return family(name, help, List.of("code"), (report, now, sink) -> {
            if (report.outcome() instanceof Observed observed) {
                Optional<ErrorCode> error =
                        observed.status().delivery(destination).error();
                sink.add(error.isPresent() ? 1 : 0, error.map(ErrorCode::value).orElse(""));
            }
        });
    }

    private static Family<TrailReport> age(String name, Destination destination, String what) {
        String help =
                "Seconds since the last " + what + ", counted when the page is rendered; absent if there was none.";
        return observed(
                name,
                help,
                (status, now, sink) -> latest(destination)
                        .apply(status)
                        .ifPresent(at -> sink.add(Math.max(0, Samples.seconds(Duration.between(at, now))))));
    }

    private static Family<TrailReport> time(String name, String what, Function<TrailStatus, Optional<Instant>> read) {
        String help = "Unix time of the " + what + ", in seconds; absent if there was none.";
        return observed(
                name, help, (status, now, sink) -> read.apply(status).ifPresent(at -> sink.add(Samples.unixTime(at))));
    }

    private static Function<TrailStatus, Optional<Instant>> latest(Destination destination) {
        return status -> {
            Delivery delivery = status.delivery(destination);
            return delivery.latest();
        };
    }

    private static Family<TrailReport> pollTimestamp() {
        return family(
                "cloudtrail_poll_timestamp_seconds",
                "Unix time at which the shown status was fetched from AWS, in seconds.",
                List.of(),
                (report, now, sink) -> {
                    if (report.outcome() instanceof Observed observed) {
                        sink.add(Samples.unixTime(observed.at()));
                    }
                });
    }

    private static Family<TrailReport> info() {
        return family(
                "cloudtrail_trail_info",
                "1, with what DescribeTrails says about the trail; absent where that is not allowed.",
                List.of(
                        "arn",
                        "account_name",
                        "s3_bucket",
                        "s3_key_prefix",
                        "sns_topic_arn",
                        "cloudwatch_logs_log_group_arn",
                        "kms_key_id",
                        "is_multi_region",
                        "is_organization",
                        "log_file_validation"),
                (report, now, sink) ->
                        report.settings().ifPresent(settings -> sink.add(1, infoLabels(report, settings))));
    }

    private static String[] infoLabels(TrailReport report, TrailSettings settings) {
        TrailSettings.Destinations to = settings.destinations();
        return new String[] {
            report.arn().map(Object::toString).orElse(""),
            report.accountName(),
            to.s3Bucket(),
            to.s3KeyPrefix(),
            to.snsTopicArn(),
            to.logGroupArn(),
            to.kmsKeyId(),
            Boolean.toString(settings.multiRegion()),
            Boolean.toString(settings.organization()),
            Boolean.toString(settings.logFileValidation())
        };
    }

    private static List<Family<TrailReport>> selectors() {
        return List.of(
                known(
                        "cloudtrail_management_events_recorded",
                        "1 if the trail records all management events of this kind, else 0; on the home Region's series only,"
                                + " absent if the event selectors are not known.",
                        List.of("access"),
                        (report, known, sink) -> {
                            // Part of a trail's health, so absent while the trail itself is unknown.
                            if (report.outcome() instanceof Observed) {
                                sink.add(known.events().read() ? 1 : 0, "read");
                                sink.add(known.events().write() ? 1 : 0, "write");
                            }
                        }),
                known(
                        "cloudtrail_event_selectors_info",
                        "1, with what the event selectors record; the fingerprint changes with every change of them. On the home"
                                + " Region's series only, absent if they are not known.",
                        List.of("fingerprint", "excluded", "data_events", "insights", "global_service_events"),
                        (report, known, sink) -> sink.add(1, selectorLabels(report, known))),
                family(
                        "cloudtrail_event_selectors_failure",
                        "1 with the reason why the event selectors could not be read; on the home Region's series only.",
                        List.of("reason"),
                        (report, now, sink) -> {
                            if (report.selectors() instanceof SelectorsOutcome.Unreadable unreadable) {
                                sink.add(1, unreadable.failure().reason().label());
                            }
                        }));
    }

    /** What DescribeTrails returns is empty where that is not known. */
    private static String[] selectorLabels(TrailReport report, Known known) {
        Optional<TrailSettings.Recording> recording = report.settings().map(TrailSettings::recording);
        return new String[] {
            known.fingerprint(),
            String.join(",", known.events().excluded()),
            Boolean.toString(known.events().dataEvents()),
            recording.map(settings -> Boolean.toString(settings.insights())).orElse(""),
            recording
                    .map(settings -> Boolean.toString(settings.globalServiceEvents()))
                    .orElse("")
        };
    }

    /** Computes the samples of a trail whose event selectors are known. */
    private interface KnownValues {
        void write(TrailReport report, Known known, Family.Sink sink);
    }

    private static Family<TrailReport> known(String name, String help, List<String> labels, KnownValues values) {
        return family(name, help, labels, (report, now, sink) -> {
            if (report.selectors() instanceof Known known) {
                values.write(report, known, sink);
            }
        });
    }

    private static Family<TrailReport> observed(String name, String help, Family.Values<TrailStatus> values) {
        return family(name, help, List.of(), (report, now, sink) -> {
            if (report.outcome() instanceof Observed observed) {
                values.write(observed.status(), now, sink);
            }
        });
    }

    private static Family<TrailReport> family(
            String name, String help, List<String> labels, Family.Values<TrailReport> values) {
        return new Family<>(name, help, TRAIL, labels, values);
    }

    private static List<String> identity(TrailReport report) {
        TrailKey key = report.key();
        return List.of(key.accountId(), key.awsRegion(), key.homeRegion(), key.trail());
    }
}
