package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.EventSelectors.Field;
import io.github.cloudtrailexporter.trail.EventSelectors.Selector;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GetEventSelectors: what AWS returns becomes a value, and what it does not return is a failure, never the default. */
class EventSelectorsTest {

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    private EventSelectors selectors() throws AwsCallException {
        return simulation.signIn().eventSelectors(Simulation.TRAIL, Simulation.REGION, Simulation.ENOUGH);
    }

    private Failure failure() {
        return catchThrowableOfType(AwsCallException.class, this::selectors).failure();
    }

    private void breakSelectors(Fault fault) {
        simulation.aws.inject(FaultScope.on("GetEventSelectors"), fault);
    }

    @Test
    void basicSelectorsArrive() throws Exception {
        simulation.trail.eventSelectors("""
                [{"ReadWriteType":"WriteOnly","IncludeManagementEvents":false,
                  "DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::a/","arn:aws:s3:::b/"]},null],
                  "ExcludeManagementEventSources":["kms.amazonaws.com"]},
                 {}]""");

        assertThat(selectors().selectors())
                .containsExactly(
                        EventSelectors.basic(
                                "WriteOnly",
                                false,
                                Map.of("AWS::S3::Object", List.of("arn:aws:s3:::a/", "arn:aws:s3:::b/")),
                                List.of("kms.amazonaws.com")),
                        EventSelectors.basic("", true, Map.of(), List.of()));
    }

    @Test
    void advancedSelectorsArriveWithEveryOperator() throws Exception {
        simulation.trail.advancedEventSelectors("""
                [{"Name":"all","FieldSelectors":[
                   {"Field":"eventCategory","Equals":["Management"]},
                   {"Field":"eventSource","NotEquals":["kms.amazonaws.com"],"StartsWith":["a"],"EndsWith":["b"],
                    "NotStartsWith":["c"],"NotEndsWith":["d"]},
                   {"Field":"readOnly","SomeNewOperator":["x"]}]},
                 {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}]""");

        assertThat(selectors().selectors())
                .containsExactly(
                        new Selector(
                                "all",
                                List.of(
                                        new Field("eventCategory", Map.of("Equals", List.of("Management"))),
                                        new Field(
                                                "eventSource",
                                                Map.of(
                                                        "NotEquals", List.of("kms.amazonaws.com"),
                                                        "StartsWith", List.of("a"),
                                                        "EndsWith", List.of("b"),
                                                        "NotStartsWith", List.of("c"),
                                                        "NotEndsWith", List.of("d"))),
                                        new Field("readOnly", Map.of()))),
                        new Selector("", List.of(new Field("eventCategory", Map.of("Equals", List.of("Data"))))));
    }

    /** As an emulator returns the default. */
    @Test
    void emptyListsAreSelectorsToo() throws Exception {
        breakSelectors(Fault.body("{\"EventSelectors\":[],\"AdvancedEventSelectors\":[]}"));

        assertThat(selectors()).isEqualTo(new EventSelectors(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "<html>",
                "[]",
                "{\"EventSelectors\":null}",
                "{\"EventSelectors\":[null]}",
                "{\"AdvancedEventSelectors\":[null]}",
                "{\"EventSelectors\":[{\"IncludeManagementEvents\":[]}]}",
                "{\"EventSelectors\":[{"
            })
    void aResponseWithoutSelectorsIsABadResponse(String body) {
        breakSelectors(Fault.body(body));

        assertThat(failure().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, access_denied",
        "ThrottlingException, throttled",
        "TrailNotFoundException, trail_not_found",
        "CloudTrailARNInvalidException, not_visible",
        "UnsupportedOperationException, bad_request",
        "NoManagementAccountSLRExistsException, bad_request"
    })
    void aRefusalHasItsReason(String code, String reason) {
        breakSelectors(Fault.error(code, 400, "text"));

        assertThat(failure().reason().label()).isEqualTo(reason);
        assertThat(simulation.recorder.codes("GetEventSelectors")).containsOnly(code);
    }

    /** Selectors are lists without a limit in the service model; the page shows a few of their values only. */
    @Test
    void hugeSelectorsAreEvaluatedToo() throws Exception {
        simulation.trail.eventSelectors(
                "[{\"ReadWriteType\":\"All\",\"ExcludeManagementEventSources\":[\"kms.amazonaws.com\""
                        + ",\"x\"".repeat(100_000) + "]}]");

        assertThat(RecordedEvents.of(selectors(), true).excluded()).containsExactly("kms.amazonaws.com", "x");
    }

    @Test
    void describeTrailsReturnsWhatTheTrailRecords() throws Exception {
        simulation.trail.eventSelectors("[]").insightSelectors(true).globalServiceEvents(true);
        assertThat(recording()).isEqualTo(new TrailSettings.Recording(true, true, true));

        simulation.trail.defaultEventSelectors().insightSelectors(false).globalServiceEvents(false);
        assertThat(recording()).isEqualTo(new TrailSettings.Recording(false, false, false));
    }

    @Test
    void aMissingHasCustomEventSelectorsIsNotTheDefault() throws Exception {
        simulation.aws.inject(
                FaultScope.on("DescribeTrails"),
                Fault.edited(body -> body.replace("\"HasCustomEventSelectors\":false", "\"Other\":1")));

        assertThat(recording().customSelectors()).isTrue();
    }

    private TrailSettings.Recording recording() throws AwsCallException {
        return simulation
                .signIn()
                .describeTrails(Simulation.REGION, Simulation.ENOUGH)
                .get(Simulation.TRAIL)
                .recording();
    }
}
