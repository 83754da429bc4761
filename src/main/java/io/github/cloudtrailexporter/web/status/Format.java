package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Age;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import io.github.cloudtrailexporter.web.status.TrailGroup.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Numbers, times and names as the page shows them. */
final class Format {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Format() {}

    /** The heading of a destination's column. */
    static String title(Destination destination) {
        return switch (destination) {
            case S3 -> "Log files";
            case SNS -> "SNS notices";
            case CLOUDWATCH_LOGS -> "CloudWatch Logs";
            case DIGEST -> "Digests";
        };
    }

    static String ago(Instant instant, Instant now) {
        Duration age = Duration.between(instant, now);
        return age.toMinutes() < 1 ? "just now" : Age.format(age) + " ago";
    }

    static String exact(Instant instant) {
        return EXACT.format(instant);
    }

    static String count(long n, String one) {
        return count(n, one, one + "s");
    }

    static String count(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    static String place(DiscoveryReport report) {
        String account = account(report.accountId());
        return report.awsRegion().isEmpty() ? account : account + " \u00b7 " + report.awsRegion();
    }

    static String account(String id) {
        return id.isEmpty() ? "account not known" : id;
    }

    /** The Regions by name as long as there are few of them. */
    static String regions(List<Row> rows) {
        return areNamed(rows)
                ? String.join(", ", rows.stream().map(Row::region).toList())
                : count(rows.size(), "Region");
    }

    static boolean areNamed(List<Row> rows) {
        return rows.size() <= 3;
    }
}
