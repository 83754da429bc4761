package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.LogLines;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Event selectors that cannot be read, or not be understood, are one line at each change. */
class SelectorsLogTest {

    private static final Failure DENIED =
            new Failure(FailureReason.ACCESS_DENIED, "AccessDeniedException", "User is not authorized");
    private static final TrailOutcome LOGGING = new TrailOutcome.Observed(
            new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty()), Instant.EPOCH);

    private final LogLines log = LogLines.of(StateLog.class.getName());
    private final StateLog stateLog = new StateLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void selectorsThatBecomeUnknownAndAreKnownAgainAreOneLineEach() {
        poll(LOGGING, known("a"));
        poll(LOGGING, new SelectorsOutcome.Unreadable(DENIED));
        poll(LOGGING, new SelectorsOutcome.Unreadable(DENIED));
        poll(LOGGING, known("a"));
        poll(LOGGING, known("a"));

        assertThat(changes())
                .containsExactly(
                        "INFO event selectors unknown account=111122223333 trail=main region=eu-west-1"
                                + " reason=access_denied code=AccessDeniedException error=User is not authorized",
                        "INFO event selectors known again account=111122223333 trail=main region=eu-west-1");
    }

    @Test
    void selectorsOfATrailWhoseStatusIsUnknownAreNotLoggedInAddition() {
        poll(new TrailOutcome.Failed(DENIED), new SelectorsOutcome.Unreadable(DENIED));

        assertThat(changes()).singleElement().asString().startsWith("INFO trail status unknown");
    }

    @Test
    void selectorThatIsNotUnderstoodIsAWarningOncePerChangeOfTheSelectors() {
        poll(LOGGING, known("a", "field newField"));
        poll(LOGGING, known("a", "field newField"));
        poll(LOGGING, known("b", "field newField"));
        poll(LOGGING, known("c"));

        assertThat(changes())
                .hasSize(2)
                .containsOnly("WARN event selector not understood, its events count as not recorded"
                        + " account=111122223333 trail=main selector=field newField");
    }

    private List<String> changes() {
        return log.lines().stream()
                .filter(line -> !line.startsWith("INFO polling"))
                .toList();
    }

    private void poll(TrailOutcome outcome, SelectorsOutcome selectors) {
        TrailKey key = new TrailKey("111122223333", "eu-west-1", "eu-west-1", "main");
        TrailReport report =
                new TrailReport(key, Optional.empty(), "", outcome, new TrailMetadata(Optional.empty(), selectors));
        stateLog.accept(new Snapshot(List.of(report), List.of(), Duration.ZERO));
    }

    private static SelectorsOutcome known(String fingerprint, String... unsupported) {
        boolean understood = unsupported.length == 0;
        return new SelectorsOutcome.Known(
                new RecordedEvents(understood, understood, List.of(), false, List.of(unsupported)), fingerprint);
    }
}
