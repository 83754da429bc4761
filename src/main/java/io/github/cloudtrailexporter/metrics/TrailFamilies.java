package io.github.cloudtrailexporter.metrics;

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
import java.util.function.Function;

/** The table of metrics about each trail: one row per family, in the order of the page. */
final class TrailFamilies {

    static final Family.Identity<TrailReport> TRAIL = new Family.Identity<>(
            List.of("aws_account_id", "aws_region", "home_region", "trail"), TrailFamilies::identity);

    /**
     * A destination in the names of metrics and in help texts.
     *
     * @param name in {@code cloudtrail_NAME_error}, {@code cloudtrail_seconds_since_last_NAME} and {@code
     *     cloudtrail_last_NAME_timestamp_seconds}
     */
    private record Names(Destination destination, String name, String text) {}

    private static final List<Names> DESTINATIONS = List.of(
            new Names(Destination.S3, "delivery", "delivery of log files to S3"),
            new Names(Destination.SNS, "notification", "notification through SNS"),
            new Names(Destination.CLOUDWATCH_LOGS, "cloudwatch_logs_delivery", "delivery to CloudWatch Logs"),
            new Names(Destination.DIGEST, "digest_delivery", "delivery of digest files to S3"));

    static final List<Family<TrailReport>> TABLE = table();

    private TrailFamilies() {}

    private static List<Family<TrailReport>> table() {
        List<Family<TrailReport>> rows = new ArrayList<>(status());
        DESTINATIONS.forEach(names -> rows.add(error(names)));
        DESTINATIONS.forEach(names -> rows.add(age(names)));
        DESTINATIONS.forEach(names -> rows.add(latest(names)));
        rows.addAll(otherTimes());
        rows.add(info());
        rows.addAll(selectors());
        return List.copyOf(rows);
    }

    private static List<Family<TrailReport>> status() {
        return List.of(
                family(
                        "cloudtrail_up",
                        "1 if CloudTrail responded for this trail in this poll, 0 if its state is unknown.",
                        List.of(),
                        (report, now, sink) -> sink.add(report.outcome() instanceof Observed ? 1 : 0)),
                family(
                        "cloudtrail_failure",
                        "1 with the reason why the state of this trail is unknown; only if cloudtrail_up is 0.",
                        List.of("reason"),
                        (report, now, sink) -> {
                            if (report.outcome() instanceof Failed failed) {
                                sink.add(1, failed.failure().reason().label());
                            }
                        }),
                observed(
                        "cloudtrail_is_logging",
                        "1 if the trail is recording events; does not imply that they are delivered.",
                        (status, now, sink) -> sink.add(status.logging() ? 1 : 0)));
    }

    private static Family<TrailReport> error(Names names) {
        return family(
                "cloudtrail_" + names.name() + "_error",
                "1 with the error code that AWS reports for the " + names.text()
                        + "; 0 with an empty code if there is no error.",
                List.of("code"),
                (report, now, sink) -> {
                    if (report.outcome() instanceof Observed observed) {
                        Optional<ErrorCode> error =
                                observed.status().delivery(names.destination()).error();
                        sink.add(
                                error.isPresent() ? 1 : 0,
                                error.map(ErrorCode::value).orElse(""));
                    }
                });
    }

    private static Family<TrailReport> age(Names names) {
        return observed(
                "cloudtrail_seconds_since_last_" + names.name(),
                "Seconds since the last " + names.text() + ", when the page is rendered; absent if there was none.",
                (status, now, sink) -> status.delivery(names.destination())
                        .latest()
                        .ifPresent(at -> sink.add(Math.max(0, Family.seconds(Duration.between(at, now))))));
    }

    private static Family<TrailReport> latest(Names names) {
        return time(
                "cloudtrail_last_" + names.name() + "_timestamp_seconds",
                "last " + names.text(),
                status -> status.delivery(names.destination()).latest());
    }

    private static List<Family<TrailReport>> otherTimes() {
        return List.of(
                time("cloudtrail_start_logging_timestamp_seconds", "most recent StartLogging", TrailStatus::started),
                time("cloudtrail_stop_logging_timestamp_seconds", "most recent StopLogging", TrailStatus::stopped),
                family(
                        "cloudtrail_poll_timestamp_seconds",
                        "Unix time at which the status was fetched from AWS, in seconds.",
                        List.of(),
                        (report, now, sink) -> {
                            if (report.outcome() instanceof Observed observed) {
                                sink.add(Family.unixTime(observed.at()));
                            }
                        }));
    }

    private static Family<TrailReport> info() {
        return family(
                "cloudtrail_trail_info",
                "1, with the trail's settings from DescribeTrails; absent if that is not allowed or failed.",
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

    /** What a trail records. Belongs to the trail, not to a Region, so only the home Region has these series. */
    private static List<Family<TrailReport>> selectors() {
        return List.of(
                family(
                        "cloudtrail_management_events_recorded",
                        "1 if the trail records all management events of this kind, else 0; home Region only, absent if"
                                + " the event selectors are unknown.",
                        List.of("access"),
                        (report, now, sink) -> recordedEvents(report, sink)),
                family(
                        "cloudtrail_event_selectors_info",
                        "1, with what the event selectors record; the fingerprint changes with every change of them."
                                + " Home Region only, absent if they are unknown.",
                        List.of("fingerprint", "excluded", "data_events", "insights", "global_service_events"),
                        (report, now, sink) -> {
                            if (report.selectors() instanceof Known known) {
                                sink.add(1, selectorLabels(report, known));
                            }
                        }),
                family(
                        "cloudtrail_event_selectors_failure",
                        "1 with the reason why the event selectors could not be read; home Region only.",
                        List.of("reason"),
                        (report, now, sink) -> {
                            if (report.selectors() instanceof Unreadable unreadable) {
                                sink.add(1, unreadable.failure().reason().label());
                            }
                        }));
    }

    /** Part of a trail's health, so absent while the trail itself is unknown. */
    private static void recordedEvents(TrailReport report, Family.Sink sink) {
        if (report.selectors() instanceof Known known && report.outcome() instanceof Observed) {
            sink.add(known.events().read() ? 1 : 0, "read");
            sink.add(known.events().write() ? 1 : 0, "write");
        }
    }

    /** Insights and global service events are from DescribeTrails: empty if that failed. */
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

    private static Family<TrailReport> time(String name, String what, Function<TrailStatus, Optional<Instant>> read) {
        return observed(
                name,
                "Unix time of the " + what + ", in seconds; absent if there was none.",
                (status, now, sink) -> read.apply(status).ifPresent(at -> sink.add(Family.unixTime(at))));
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
