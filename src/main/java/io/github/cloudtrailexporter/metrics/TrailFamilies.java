package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.metrics.Family.Sink;
import io.github.cloudtrailexporter.metrics.Family.Subject;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Known;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Unreadable;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The table of metrics about each trail: one row per family, in the order of the page. */
final class TrailFamilies {

    private static final List<String> LABELS = List.of("aws_account_id", "aws_region", "home_region", "trail");

    /** A destination in the names of metrics and in help texts. */
    private record Names(Destination destination, String name, String text) {}

    private static final List<Names> DESTINATIONS = List.of(
            new Names(Destination.S3, "delivery", "delivery of log files to S3"),
            new Names(Destination.SNS, "notification", "notification through SNS"),
            new Names(Destination.CLOUDWATCH_LOGS, "cloudwatch_logs_delivery", "delivery to CloudWatch Logs"),
            new Names(Destination.DIGEST, "digest_delivery", "delivery of digest files to S3"));

    private TrailFamilies() {}

    static Subject<TrailReport> subject(TrailReport report) {
        TrailKey key = report.key();
        return new Subject<>(report, LABELS, List.of(key.accountId(), key.awsRegion(), key.homeRegion(), key.trail()));
    }

    static List<Family<TrailReport>> table(Instant now) {
        List<Family<TrailReport>> rows = new ArrayList<>();
        addStatus(rows);
        addDeliveries(rows, now);
        addTimes(rows);
        rows.add(new Family<>(
                "cloudtrail_trail_info",
                "1, with the trail's settings from DescribeTrails; absent if that is not allowed or failed.",
                (report, sink) -> report.settings().ifPresent(settings -> info(report, settings, sink))));
        addSelectors(rows);
        return rows;
    }

    private static void addStatus(List<Family<TrailReport>> rows) {
        rows.add(new Family<>(
                "cloudtrail_up",
                "1 if CloudTrail responded for this trail in this poll, 0 if its state is unknown.",
                (report, sink) -> sink.add(report.outcome() instanceof Observed ? 1 : 0)));
        rows.add(new Family<>(
                "cloudtrail_failure",
                "1 with the reason why the state of this trail is unknown; only if cloudtrail_up is 0.",
                (report, sink) -> {
                    if (report.outcome() instanceof Failed failed) {
                        sink.info("reason", failed.failure().reason().label());
                    }
                }));
        rows.add(observed(
                "cloudtrail_is_logging",
                "1 if the trail is recording events; does not imply that they are delivered.",
                (observed, sink) -> sink.add(observed.status().logging() ? 1 : 0)));
    }

    private static void addDeliveries(List<Family<TrailReport>> rows, Instant now) {
        DESTINATIONS.forEach(names -> rows.add(observed(
                "cloudtrail_" + names.name() + "_error",
                "1 with the error code that AWS reports for the " + names.text()
                        + "; 0 with an empty code if there is no error.",
                (observed, sink) -> {
                    String code = observed.status()
                            .delivery(names.destination())
                            .error()
                            .map(ErrorCode::value)
                            .orElse("");
                    sink.add(code.isEmpty() ? 0 : 1, "code", code);
                })));
        DESTINATIONS.forEach(names -> rows.add(observed(
                "cloudtrail_seconds_since_last_" + names.name(),
                "Seconds since the last " + names.text() + ", when the page is rendered; absent if there was none.",
                (observed, sink) -> observed.status()
                        .delivery(names.destination())
                        .latest()
                        .ifPresent(at -> sink.add(Math.max(0, Family.seconds(Duration.between(at, now))))))));
        DESTINATIONS.forEach(names -> rows.add(time(
                "cloudtrail_last_" + names.name() + "_timestamp_seconds",
                "last " + names.text(),
                status -> status.delivery(names.destination()).latest())));
    }

    private static void addTimes(List<Family<TrailReport>> rows) {
        rows.add(time("cloudtrail_start_logging_timestamp_seconds", "most recent StartLogging", TrailStatus::started));
        rows.add(time("cloudtrail_stop_logging_timestamp_seconds", "most recent StopLogging", TrailStatus::stopped));
        rows.add(observed(
                "cloudtrail_poll_timestamp_seconds",
                "Unix time at which the status was fetched from AWS, in seconds.",
                (observed, sink) -> sink.add(Family.unixTime(observed.at()))));
    }

    private static void info(TrailReport report, TrailSettings settings, Sink sink) {
        TrailSettings.Destinations to = settings.destinations();
        sink.info(
                "arn", report.arn().map(Object::toString).orElse(""),
                "account_name", report.accountName(),
                "s3_bucket", to.s3Bucket(),
                "s3_key_prefix", to.s3KeyPrefix(),
                "sns_topic_arn", to.snsTopicArn(),
                "cloudwatch_logs_log_group_arn", to.logGroupArn(),
                "kms_key_id", to.kmsKeyId(),
                "is_multi_region", Boolean.toString(settings.multiRegion()),
                "is_organization", Boolean.toString(settings.organization()),
                "log_file_validation", Boolean.toString(settings.logFileValidation()));
    }

    /** What a trail records. Belongs to the trail, not to a Region, so only the home Region has these series. */
    private static void addSelectors(List<Family<TrailReport>> rows) {
        rows.add(new Family<>(
                "cloudtrail_management_events_recorded",
                "1 if the trail records all management events of this kind, else 0; home Region only, absent if"
                        + " the event selectors are unknown.",
                (report, sink) -> {
                    // Part of a trail's health, so absent while the trail itself is unknown.
                    if (report.selectors() instanceof Known known && report.outcome() instanceof Observed) {
                        sink.add(known.events().read() ? 1 : 0, "access", "read");
                        sink.add(known.events().write() ? 1 : 0, "access", "write");
                    }
                }));
        rows.add(new Family<>(
                "cloudtrail_event_selectors_info",
                "1, with what the event selectors record; the fingerprint changes with every change of them."
                        + " Home Region only, absent if they are unknown.",
                (report, sink) -> {
                    if (report.selectors() instanceof Known known) {
                        info(report, known, sink);
                    }
                }));
        rows.add(new Family<>(
                "cloudtrail_event_selectors_failure",
                "1 with the reason why the event selectors could not be read; home Region only.",
                (report, sink) -> {
                    if (report.selectors() instanceof Unreadable unreadable) {
                        sink.info("reason", unreadable.failure().reason().label());
                    }
                }));
    }

    /** Insights and global service events are from DescribeTrails: empty if that failed. */
    private static void info(TrailReport report, Known known, Sink sink) {
        Optional<TrailSettings.Recording> recording = report.settings().map(TrailSettings::recording);
        sink.info(
                "fingerprint", known.fingerprint(),
                "excluded", String.join(",", known.events().excluded()),
                "data_events", Boolean.toString(known.events().dataEvents()),
                "insights", recording.map(it -> Boolean.toString(it.insights())).orElse(""),
                "global_service_events",
                        recording
                                .map(it -> Boolean.toString(it.globalServiceEvents()))
                                .orElse(""));
    }

    private static Family<TrailReport> time(String name, String what, Function<TrailStatus, Optional<Instant>> read) {
        return observed(
                name,
                "Unix time of the " + what + ", in seconds; absent if there was none.",
                (observed, sink) -> read.apply(observed.status()).ifPresent(at -> sink.add(Family.unixTime(at))));
    }

    private static Family<TrailReport> observed(String name, String help, BiConsumer<Observed, Sink> values) {
        return new Family<>(name, help, (report, sink) -> {
            if (report.outcome() instanceof Observed observed) {
                values.accept(observed, sink);
            }
        });
    }
}
