package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.LogLines;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
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
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateLogTest {

    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";
    private static final Failure DENIED = new Failure(
            FailureReason.ACCESS_DENIED, "AccessDeniedException", "User is not authorized to perform the action");
    private static final Failure TIMEOUT = Failure.of(FailureReason.TIMEOUT);
    private static final Failure NOT_RUN = Failure.of(FailureReason.NOT_RUN);

    private static final TrailOutcome LOGGING = new TrailOutcome.Observed(
            new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty()), Instant.EPOCH);

    private final LogLines log = LogLines.of(StateLog.class.getName());
    private final StateLog stateLog = new StateLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whatIsPolledIsLoggedOnceAndWhenItChanges() {
        poll(known(ACCOUNT, "eu-west-1", "main"), known(OTHER, "eu-west-1", "main"), known(OTHER, "us-east-1", "main"));
        poll(known(ACCOUNT, "eu-west-1", "main"), known(OTHER, "eu-west-1", "main"), known(OTHER, "us-east-1", "main"));
        poll(known(ACCOUNT, "eu-west-1", "main"));

        assertThat(log.lines())
                .containsExactly(
                        "INFO polling trails=2 accounts=2 regions=2", "INFO polling trails=1 accounts=1 regions=1");
    }

    @Test
    void aTrailThatBecomesUnknownAndIsKnownAgainIsOneLineEach() {
        poll(known(ACCOUNT, "eu-west-1", "main"));
        poll(unknown(ACCOUNT, "eu-west-1", "main", DENIED));
        poll(unknown(ACCOUNT, "eu-west-1", "main", DENIED));
        poll(known(ACCOUNT, "eu-west-1", "main"));
        poll(known(ACCOUNT, "eu-west-1", "main"));

        assertThat(changes())
                .containsExactly(
                        "INFO trail status unknown account=111122223333 trail=main region=eu-west-1 reason=access_denied"
                                + " code=AccessDeniedException error=User is not authorized to perform the action",
                        "INFO trail status known again account=111122223333 trail=main region=eu-west-1");
    }

    @Test
    void aTrailThatIsUnknownFromTheStartIsLogged() {
        poll(unknown(ACCOUNT, "eu-west-1", "main", TIMEOUT));

        assertThat(changes())
                .containsExactly(
                        "INFO trail status unknown account=111122223333 trail=main region=eu-west-1 reason=timeout");
    }

    @Test
    void aReasonThatMayEndByItselfDoesNotReplaceAnotherButAPermanentOneDoes() {
        poll(unknown(ACCOUNT, "eu-west-1", "main", TIMEOUT));
        poll(unknown(ACCOUNT, "eu-west-1", "main", NOT_RUN));
        poll(unknown(ACCOUNT, "eu-west-1", "main", DENIED));
        poll(unknown(ACCOUNT, "eu-west-1", "main", TIMEOUT));
        poll(unknown(ACCOUNT, "eu-west-1", "main", DENIED));

        assertThat(changes())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("reason=timeout"),
                        line -> assertThat(line).contains("reason=access_denied"));
    }

    @Test
    void manyChangesAtOnceAreOneLineByAccountAndReason() {
        poll(fleet(DENIED));
        poll(fleet(DENIED));
        poll(fleet(null));

        assertThat(changes())
                .hasSize(4)
                .contains(
                        "INFO trail status unknown account=111122223333 trails=1000 regions=2 reason=access_denied"
                                + " code=AccessDeniedException error=User is not authorized to perform the action",
                        "INFO trail status known again account=111122223333 trails=1000 regions=2");
    }

    @Test
    void aTrailWhoseAccountWasUnknownIsKnownAgainWithItsAccount() {
        poll(unknown("", "eu-west-1", "main", Failure.of(FailureReason.CREDENTIALS)));
        poll(known(ACCOUNT, "eu-west-1", "main"));
        poll(known(ACCOUNT, "eu-west-1", "main"));

        assertThat(changes())
                .containsExactly(
                        "INFO trail status unknown trail=main region=eu-west-1 reason=credentials",
                        "INFO trail status known again trail=main region=eu-west-1");
    }

    @Test
    void anUnknownAccountStaysUnknownBesideAKnownOneWithATrailOfTheSameName() {
        TrailReport unknown = unknown("", "eu-west-1", "main", Failure.of(FailureReason.CREDENTIALS));
        poll(unknown, known(ACCOUNT, "eu-west-1", "main"));
        poll(unknown, known(ACCOUNT, "eu-west-1", "main"));

        assertThat(changes())
                .containsExactly("INFO trail status unknown trail=main region=eu-west-1 reason=credentials");
    }

    @Test
    void aTrailThatIsNoLongerPolledIsForgotten() {
        poll(unknown(ACCOUNT, "eu-west-1", "main", DENIED));
        poll(known(ACCOUNT, "eu-west-1", "other"));
        poll(known(ACCOUNT, "eu-west-1", "main"), known(ACCOUNT, "eu-west-1", "other"));

        assertThat(changes()).hasSize(1);
    }

    @Test
    void aFailedDiscoveryIsOneLineAndItsEndAnother() {
        discover(discovery("eu-west-1", null));
        discover(discovery("eu-west-1", DENIED));
        discover(discovery("eu-west-1", DENIED));
        discover(discovery("eu-west-1", null));

        assertThat(changes())
                .containsExactly(
                        "INFO discovery failed account=111122223333 region=eu-west-1 reason=access_denied"
                                + " code=AccessDeniedException error=User is not authorized to perform the action",
                        "INFO discovery succeeded again account=111122223333 region=eu-west-1");
    }

    @Test
    void aDiscoveryThatHasNotEndedIsNotLoggedAndNeitherIsWhatIsPolledUntilThen() {
        discover(discovery("eu-west-1", NOT_RUN));
        assertThat(log.lines()).isEmpty();

        discover(discovery("eu-west-1", null), discovery("us-east-1", null));
        assertThat(log.lines()).containsExactly("INFO polling trails=0 accounts=1 regions=2");
    }

    @Test
    void selectorsThatBecomeUnknownAndAreKnownAgainAreOneLineEach() {
        pollSelectors(LOGGING, selectors("a"));
        pollSelectors(LOGGING, new SelectorsOutcome.Unreadable(DENIED));
        pollSelectors(LOGGING, new SelectorsOutcome.Unreadable(DENIED));
        pollSelectors(LOGGING, selectors("a"));
        pollSelectors(LOGGING, selectors("a"));

        assertThat(changes())
                .containsExactly(
                        "INFO event selectors unknown account=111122223333 trail=main region=eu-west-1"
                                + " reason=access_denied code=AccessDeniedException error=User is not authorized to perform the action",
                        "INFO event selectors known again account=111122223333 trail=main region=eu-west-1");
    }

    @Test
    void selectorsOfATrailWhoseStatusIsUnknownAreNotLoggedInAddition() {
        pollSelectors(new TrailOutcome.Failed(DENIED), new SelectorsOutcome.Unreadable(DENIED));

        assertThat(changes()).singleElement().asString().startsWith("INFO trail status unknown");
    }

    @Test
    void selectorThatIsNotUnderstoodIsAWarningOncePerChangeOfTheSelectors() {
        pollSelectors(LOGGING, selectors("a", "field newField"));
        pollSelectors(LOGGING, selectors("a", "field newField"));
        pollSelectors(LOGGING, selectors("b", "field newField"));
        pollSelectors(LOGGING, selectors("c"));

        assertThat(changes())
                .hasSize(2)
                .containsOnly("WARN event selector not understood, its events count as not recorded"
                        + " account=111122223333 trail=main selector=field newField");
    }

    /** The lines about changes of state. */
    private List<String> changes() {
        return log.lines().stream()
                .filter(line -> !line.startsWith("INFO polling"))
                .toList();
    }

    private void poll(TrailReport... trails) {
        stateLog.accept(new Snapshot(List.of(trails), List.of(), Duration.ZERO));
    }

    private void discover(DiscoveryReport... discoveries) {
        stateLog.accept(new Snapshot(List.of(), List.of(discoveries), Duration.ZERO));
    }

    /** 1,000 trails of each of two accounts, each in two Regions. */
    private static TrailReport[] fleet(Failure failure) {
        return IntStream.range(0, 1_000)
                .boxed()
                .flatMap(i -> Stream.of(ACCOUNT, OTHER)
                        .flatMap(account -> Stream.of("eu-west-1", "us-east-1")
                                .map(region -> failure == null
                                        ? known(account, region, "trail-" + i)
                                        : unknown(account, region, "trail-" + i, failure))))
                .toArray(TrailReport[]::new);
    }

    private static TrailReport known(String account, String region, String trail) {
        TrailStatus logging = new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty());
        return report(account, region, trail, new TrailOutcome.Observed(logging, Instant.EPOCH));
    }

    private static TrailReport unknown(String account, String region, String trail, Failure failure) {
        return report(account, region, trail, new TrailOutcome.Failed(failure));
    }

    private static TrailReport report(String account, String region, String trail, TrailOutcome outcome) {
        TrailKey key = new TrailKey(account, region, "eu-west-1", trail);
        return new TrailReport(key, Optional.empty(), "", outcome, TrailMetadata.NONE);
    }

    private static DiscoveryReport discovery(String region, Failure failure) {
        return new DiscoveryReport(ACCOUNT, region, OptionalInt.of(0), Optional.ofNullable(failure), Optional.empty());
    }

    private void pollSelectors(TrailOutcome outcome, SelectorsOutcome selectors) {
        TrailKey key = new TrailKey(ACCOUNT, "eu-west-1", "eu-west-1", "main");
        poll(new TrailReport(key, Optional.empty(), "", outcome, new TrailMetadata(Optional.empty(), selectors)));
    }

    private static SelectorsOutcome selectors(String fingerprint, String... unsupported) {
        boolean understood = unsupported.length == 0;
        return new SelectorsOutcome.Known(
                new RecordedEvents(understood, understood, List.of(), false, List.of(unsupported)), fingerprint);
    }
}
