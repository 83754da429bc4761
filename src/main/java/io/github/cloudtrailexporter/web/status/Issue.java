package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Advice;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import io.github.cloudtrailexporter.web.status.TrailGroup.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that is wrong with a trail, and what to do about it.
 *
 * @param title a few words
 * @param alert the name of its alert and of its runbook
 */
record Issue(String title, Advice advice, String alert) {

    /** All that is wrong, the worst first; none for a healthy trail. */
    static List<Issue> of(Row row) {
        if (row.report().outcome() instanceof Failed failed) {
            return List.of(unknown(row, failed.failure().reason()));
        }
        Stream<Issue> state = silent(row.health().state()).stream();
        return Stream.concat(state, row.status().stream().flatMap(Issue::errors))
                .toList();
    }

    private static Issue unknown(Row row, FailureReason reason) {
        String alert = reason == FailureReason.TRAIL_NOT_FOUND ? "CloudTrailTrailMissing" : "CloudTrailStatusUnknown";
        return new Issue(row.health().message(), Advice.of(reason), alert);
    }

    /** What is wrong without CloudTrail showing an error. */
    private static Optional<Issue> silent(State state) {
        String alert =
                switch (state) {
                    case NOT_LOGGING -> "CloudTrailNotLogging";
                    case NEVER_DELIVERED -> "CloudTrailNeverDelivered";
                    case STALE -> "CloudTrailDigestStale";
                    case CLOUDWATCH_LOGS_STALE -> "CloudTrailCloudWatchLogsStale";
                    case NOTIFICATIONS_STALE -> "CloudTrailNotificationStale";
                    case FAILING, UNKNOWN, HEALTHY -> "";
                };
        return Advice.of(state).map(advice -> new Issue(state.title(), advice, alert));
    }

    /** Log files and digests that share an error share its advice. */
    private static Stream<Issue> errors(TrailStatus status) {
        Set<Advice> given = new HashSet<>();
        return Arrays.stream(Destination.values())
                .flatMap(destination -> error(status, destination))
                .filter(issue -> given.add(issue.advice()));
    }

    private static Stream<Issue> error(TrailStatus status, Destination destination) {
        return status.delivery(destination).error().stream()
                .map(code -> new Issue(
                        Format.title(destination) + ": " + code.value(),
                        Advice.of(destination, code),
                        alert(destination)));
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
