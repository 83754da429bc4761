package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Delivery;
import io.github.cloudtrailexporter.trail.Destination;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailSettings.Destinations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One line for each Region of a trail: when each destination last got something, and what it shows. */
final class RegionTable {

    private final Html html;
    private final Instant now;

    RegionTable(Html html, Instant now) {
        this.html = html;
        this.now = now;
    }

    /** @param withState whether each line says its state; not needed where all have the one that stands above */
    void write(List<TrailRow> rows, boolean withState) {
        html.raw(withState ? "<table class=\"regions state\">" : "<table class=regions>");
        html.raw("<thead><tr><th scope=col>Region</th>");
        if (withState) {
            html.raw("<th scope=col>State</th>");
        }
        for (Destination destination : Destination.values()) {
            html.element("th scope=col", Words.title(destination));
        }
        html.raw("</tr></thead><tbody>");
        rows.forEach(row -> line(row, withState));
        html.raw("</tbody></table>");
    }

    private void line(TrailRow row, boolean withState) {
        html.raw("<tr><th scope=row>").text(row.region());
        if (row.isHome()) {
            html.raw(" <small class=tag>home</small>");
        }
        html.raw("</th>");
        if (withState) {
            html.raw("<td>").raw(Mark.of(row.health().state()).svg());
            html.text(row.health().message()).raw("</td>");
        }
        for (Destination destination : Destination.values()) {
            html.raw("<td>");
            cell(row, destination);
            html.raw("</td>");
        }
        html.raw("</tr>");
    }

    private void cell(TrailRow row, Destination destination) {
        Optional<Delivery> delivery = row.delivery(destination);
        if (delivery.isEmpty()) {
            html.raw("<span class=mut>not known</span>");
            return;
        }
        delivery.get()
                .error()
                .ifPresent(code -> html.raw("<b class=bad>")
                        .raw(Mark.BAD.svg())
                        .text(code.value())
                        .raw("</b> "));
        if (delivery.get().latest().isPresent()) {
            time(delivery.get().latest().get());
        } else {
            html.raw("<span class=mut>").raw(nothing(row, destination)).raw("</span>");
        }
    }

    /** A time as people say it; the exact one is in the attributes. */
    void time(Instant instant) {
        html.raw("<time datetime=\"").text(instant.toString()).raw("\" title=\"");
        html.text(Words.exact(instant)).raw("\">").text(Words.ago(instant, now)).raw("</time>");
    }

    private static String nothing(TrailRow row, Destination destination) {
        if (row.delivery(destination).flatMap(Delivery::error).isPresent()) {
            return "never";
        }
        boolean unused = row.report()
                .settings()
                .map(settings -> isUnused(settings, destination))
                .orElse(false);
        return unused ? "not set up" : "never";
    }

    private static boolean isUnused(TrailSettings settings, Destination destination) {
        Destinations destinations = settings.destinations();
        return switch (destination) {
            case S3 -> destinations.s3Bucket().isEmpty();
            case SNS -> destinations.snsTopicArn().isEmpty();
            case CLOUDWATCH_LOGS -> destinations.logGroupArn().isEmpty();
            case DIGEST -> !settings.logFileValidation();
        };
    }
}
