package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.SimulatedOrganization;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * An attack on a trail from the collections Stratus Red Team and Pacu. Each has an account of its own.
 *
 * @param name of the account, and with {@code -trail} of the trail
 * @param account its id
 * @param title the start of the title of its one notification
 * @param texts regular expressions of its contents: the change and the remedy
 * @param act the action of the attacker
 */
record Attack(
        String name,
        String account,
        String title,
        List<String> texts,
        BiConsumer<SimulatedOrganization, SimulatedTrail> act) {

    private static final String RECORDS_LESS = "[CRITICAL] A CloudTrail trail no longer records all management events.";
    private static final String EVENTS_AGAIN = "aws cloudtrail put-event-selectors --region us-east-1 --trail-name";

    private static final List<Attack> ALL = List.of(
            of(
                    "stop",
                    "200000000001",
                    "[CRITICAL] A CloudTrail trail is not recording.",
                    (organization, trail) -> trail.stopLogging(Instant.now()),
                    "Logging is switched off since 20",
                    "look for StopLogging",
                    "aws cloudtrail start-logging --region us-east-1 --name stop-trail"),
            of(
                    "delete",
                    "200000000002",
                    "[CRITICAL] A CloudTrail trail ",
                    (organization, trail) -> trail.account().deleteTrail(trail.name(), trail.homeRegion()),
                    "it was deleted|discovery no longer returns it",
                    "Look for DeleteTrail",
                    "create the\\s+trail again"),
            // Stratus: management events off, and data events of no object.
            of(
                    "selectors-off",
                    "200000000003",
                    RECORDS_LESS,
                    (organization, trail) -> trail.eventSelectors("""
                            [{"ReadWriteType":"ReadOnly","IncludeManagementEvents":false,
                              "ExcludeManagementEventSources":[],
                              "DataResources":[{"Type":"AWS::S3::Object","Values":[]}]}]"""),
                    "no longer records all read and write management events",
                    EVENTS_AGAIN),
            of(
                    "read-only",
                    "200000000004",
                    RECORDS_LESS,
                    (organization, trail) -> trail.eventSelectors("""
                            [{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true,"DataResources":[],
                              "ExcludeManagementEventSources":[]}]"""),
                    "no longer records all write management events",
                    EVENTS_AGAIN),
            of(
                    "narrowed",
                    "200000000005",
                    RECORDS_LESS,
                    (organization, trail) -> trail.advancedEventSelectors("""
                            [{"Name":"Management events","FieldSelectors":[
                              {"Field":"eventCategory","Equals":["Management"]},
                              {"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}]}]"""),
                    "no longer records all read and write management events",
                    "They exclude kms.amazonaws.com",
                    EVENTS_AGAIN),
            of(
                    "insights-off",
                    "200000000006",
                    "[WARNING] The event selectors of a CloudTrail trail were changed.",
                    (organization, trail) -> trail.insightSelectors(false),
                    "insights: true became false",
                    "Look for PutEventSelectors, PutInsightSelectors",
                    "revert unplanned changes"),
            // Pacu: one UpdateTrail switches off all that it can, and the trail goes on logging.
            of(
                    "minimize",
                    "200000000007",
                    "[CRITICAL] The destination or the protection of a CloudTrail trail was changed",
                    (organization, trail) -> trail.withoutTopicLogGroupAndKey()
                            .validation(false)
                            .multiRegion(false)
                            .globalServiceEvents(false),
                    "kms_key_id: arn:aws:kms:.* became none",
                    "sns_topic_arn: arn:aws:sns:.* became none",
                    "cloudwatch_logs_log_group_arn: arn:aws:logs:.* became none",
                    "log_file_validation: true became false",
                    "is_multi_region: true became false",
                    "aws cloudtrail update-trail"),
            of(
                    "leave",
                    "200000000008",
                    "[CRITICAL] An AWS account is no longer discovered.",
                    (organization, trail) -> organization.left(trail.account().id()),
                    "left the organization",
                    "Look for LeaveOrganization",
                    "treat it as an attack"));

    private static Attack of(
            String name,
            String account,
            String title,
            BiConsumer<SimulatedOrganization, SimulatedTrail> act,
            String... texts) {
        return new Attack(name, account, title, List.of(texts), act);
    }

    static Stream<Attack> all() {
        return ALL.stream();
    }

    String trail() {
        return name + "-trail";
    }

    @Override
    public String toString() {
        return name;
    }
}
