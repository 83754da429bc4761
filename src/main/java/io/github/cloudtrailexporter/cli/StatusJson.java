package io.github.cloudtrailexporter.cli;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.trail.Advice;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Instant;
import java.util.Locale;

/** Prints a snapshot as JSON. Members whose value is unknown are absent. */
final class StatusJson {

    private StatusJson() {}

    static String of(Snapshot snapshot, Instant now) {
        JsonObject page = new JsonObject();
        page.put("time", now.toString());
        page.put(
                "trails",
                snapshot.trails().stream().map(report -> trail(report, now)).toList());
        page.put(
                "discovery",
                snapshot.discoveries().stream().map(StatusJson::discovery).toList());
        return JsonWriter.indent("  ").string().value(page).done() + "\n";
    }

    private static JsonObject discovery(DiscoveryReport report) {
        JsonObject object = new JsonObject();
        object.put("aws_account_id", report.accountId());
        object.put("aws_region", report.awsRegion());
        object.put("up", report.failure().isEmpty());
        report.trails().ifPresent(count -> object.put("trails", count));
        report.failure()
                .ifPresent(failure -> object.put("reason", failure.reason().label()));
        report.recording().ifPresent(recording -> {
            object.put("recording_trails_read", recording.read());
            object.put("recording_trails_write", recording.write());
        });
        return object;
    }

    private static JsonObject trail(TrailReport report, Instant now) {
        TrailHealth health = TrailHealth.of(report, now);
        JsonObject object = new JsonObject();
        object.put("aws_account_id", report.key().accountId());
        object.put("account_name", report.accountName());
        object.put("aws_region", report.key().awsRegion());
        object.put("home_region", report.key().homeRegion());
        object.put("trail", report.key().trail());
        report.arn().ifPresent(arn -> object.put("arn", arn.toString()));
        object.put("state", health.state().name().toLowerCase(Locale.ROOT));
        object.put("message", health.message());
        if (report.outcome() instanceof Failed failed) {
            object.put("reason", failed.failure().reason().label());
            object.put("advice", Advice.of(failed.failure().reason()).remedy());
        } else {
            status(object, ((Observed) report.outcome()).status());
        }
        selectors(object, report.selectors());
        return object;
    }

    /** In the home Region only. */
    private static void selectors(JsonObject object, SelectorsOutcome selectors) {
        if (selectors instanceof SelectorsOutcome.Known known) {
            JsonObject recorded = new JsonObject();
            recorded.put("read_management_events", known.events().read());
            recorded.put("write_management_events", known.events().write());
            recorded.put("excluded", known.events().excluded());
            recorded.put("data_events", known.events().dataEvents());
            object.put("records", recorded);
        } else if (selectors instanceof SelectorsOutcome.Unreadable unreadable) {
            object.put("event_selectors_reason", unreadable.failure().reason().label());
        }
        if (!selectors.note().isEmpty()) {
            object.put("records_message", selectors.note());
        }
    }

    private static void status(JsonObject object, TrailStatus status) {
        object.put("is_logging", status.logging());
        status.started().ifPresent(at -> object.put("start_logging_time", at.toString()));
        status.stopped().ifPresent(at -> object.put("stop_logging_time", at.toString()));
        for (Destination destination : Destination.values()) {
            object.put(
                    destination.name().toLowerCase(Locale.ROOT), delivery(destination, status.delivery(destination)));
        }
    }

    private static JsonObject delivery(Destination destination, Delivery delivery) {
        JsonObject object = new JsonObject();
        delivery.latest().ifPresent(at -> object.put("last", at.toString()));
        delivery.error().ifPresent(code -> {
            object.put("error", code.value());
            object.put("advice", Advice.of(destination, code).remedy());
        });
        return object;
    }
}
