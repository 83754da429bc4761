package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Advice;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import io.github.cloudtrailexporter.web.status.TrailGroup.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that is wrong with a trail, and what to do about it. The alert and its runbook have the same name. */
record Issue(String title, Advice advice, String alert) {

    /** All that is wrong, the worst first; none for a healthy trail. */
    static List<Issue> of(Row row) {
        if (row.report().outcome() instanceof Failed failed) {
            FailureReason reason = failed.failure().reason();
            boolean missing = reason == FailureReason.TRAIL_NOT_FOUND;
            String alert = missing ? "CloudTrailTrailMissing" : "CloudTrailStatusUnknown";
            return List.of(new Issue(row.health().message(), Advice.of(reason), alert));
        }
        // Log files and digests that share an error share its advice.
        Map<Advice, Issue> issues = new LinkedHashMap<>();
        State state = row.health().state();
        Advice.of(state).ifPresent(advice -> issues.put(advice, new Issue(state.title(), advice, alert(state))));
        for (Destination destination : Destination.values()) {
            row.status().flatMap(status -> status.delivery(destination).error()).ifPresent(code -> {
                Advice advice = Advice.of(destination, code);
                String title = Format.title(destination) + ": " + code.value();
                issues.putIfAbsent(advice, new Issue(title, advice, alert(destination)));
            });
        }
        return List.copyOf(issues.values());
    }

    /** Of a state that CloudTrail shows without an error. */
    private static String alert(State state) {
        return switch (state) {
            case NOT_LOGGING -> "CloudTrailNotLogging";
            case NEVER_DELIVERED -> "CloudTrailNeverDelivered";
            case STALE -> "CloudTrailDigestStale";
            case CLOUDWATCH_LOGS_STALE -> "CloudTrailCloudWatchLogsStale";
            case NOTIFICATIONS_STALE -> "CloudTrailNotificationStale";
            case FAILING, UNKNOWN, HEALTHY -> "";
        };
    }

    private static String alert(Destination destination) {
        return switch (destination) {
            case S3 -> "CloudTrailDeliveryFailing";
            case SNS -> "CloudTrailNotificationFailing";
            case CLOUDWATCH_LOGS -> "CloudTrailCloudWatchLogsDeliveryFailing";
            case DIGEST -> "CloudTrailDigestDeliveryFailing";
        };
    }
}
