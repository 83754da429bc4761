package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.rules.Generation;
import io.github.cloudtrailexporter.rules.RunningAlertmanager.Message;
import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedOrganization;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the attack in AWS to the notification: all attacks happen in one organization at the same moment, and each ends in
 * one notification that names trail, account, what was changed and what to do.
 */
@Tag("nightly")
@ParameterizedClass
@MethodSource("io.github.cloudtrailexporter.rules.Generation#newest")
class AttacksIT {

    private static final String ROLE = "cloudtrail-exporter";
    private static final String MANAGEMENT = "111122223333";
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
    private static final String DISCOVERY = """
            discovery:
              - organization:
                  role_name: %s
                regions: [us-east-1, eu-west-1]
            """.formatted(ROLE);
    private static final String DATA_ONLY = """
            [{"Name":"Management events","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},
              {"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]""";

    /** In simulated time: some alerts compare with an hour ago, and end an hour after the attack. */
    private static final Duration PAST = Duration.ofMinutes(80);

    private static final Duration PATIENCE = Duration.ofMinutes(150);

    @Parameter
    @SuppressWarnings("unused") // JUnit needs a field for the argument that the lifecycle method takes
    private Generation generation;

    private static List<String> beforeTheAttacks;
    private static List<Message> notifications;

    @BeforeParameterizedClassInvocation
    static void attack(Generation generation, @TempDir Path folder) throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            SimulatedOrganization organization = aws.organization(MANAGEMENT);
            aws.ambientAccount(MANAGEMENT);
            SimulatedTrail all = organizationTrail(organization);
            SimulatedTrail data = dataOnly(organization);
            List<SimulatedTrail> trails =
                    Attack.all().map(it -> trail(organization, it)).toList();
            try (AlertingStack stack = new AlertingStack(generation, folder, aws, Instant.now(), DISCOVERY)) {
                Stream.concat(Stream.of(all, data), trails.stream())
                        .forEach(trail -> stack.time().play(trail, REGIONS));
                Instant warm = Instant.now().plus(PAST.dividedBy(stack.pace()));
                stack.await(
                        "a past to compare with", PATIENCE, () -> Instant.now().isAfter(warm));
                beforeTheAttacks = stack.slackMessages();

                List<Attack> attacks = Attack.all().toList();
                for (int i = 0; i < attacks.size(); i++) {
                    attacks.get(i).act().accept(organization, trails.get(i));
                }
                changeDataEvents(data);
                awaitTheEndOfTheHour(stack);
                notifications = stack.arrived("/slack");
                print();
            }
        }
    }

    /** Its accounts stay recorded during the attacks, so that no account is reported for the loss of its trail. */
    private static SimulatedTrail organizationTrail(SimulatedOrganization organization) {
        return organization
                .management()
                .trail("organization-trail", "us-east-1")
                .multiRegion(true)
                .organization(true);
    }

    /** A healthy trail with all that an attack can take away. */
    private static SimulatedTrail trail(SimulatedOrganization organization, Attack attack) {
        String account = attack.account();
        SimulatedTrail trail = member(organization, account, attack.name())
                .trail(attack.trail(), "us-east-1")
                .snsTopic("arn:aws:sns:us-east-1:" + account + ":log-files")
                .kmsKey("arn:aws:kms:us-east-1:" + account + ":key/0d9f8a1c-5b2e-4c7d-9e1f-2a3b4c5d6e7f")
                .logGroup(
                        "arn:aws:logs:us-east-1:" + account + ":log-group:trail:*",
                        "arn:aws:iam::" + account + ":role/cloudtrail-to-cloudwatch-logs");
        return trail.multiRegion(true).validation(true).insightSelectors(true);
    }

    /** A trail that never recorded management events. */
    private static SimulatedTrail dataOnly(SimulatedOrganization organization) {
        return member(organization, "200000000009", "data")
                .trail("data-only", "us-east-1")
                .advancedEventSelectors(DATA_ONLY);
    }

    private static SimulatedAccount member(SimulatedOrganization organization, String account, String name) {
        SimulatedAccount member = organization.member(account).name(name);
        member.role(ROLE);
        return member;
    }

    /** The creation of another trail for data events is no attack either. */
    private static void changeDataEvents(SimulatedTrail data) {
        data.account()
                .trail("more-data", data.homeRegion())
                .startLogging(Instant.now())
                .advancedEventSelectors(DATA_ONLY);
    }

    /** Alerts about a change end an hour after it; what they muted must not be notified then. */
    private static void awaitTheEndOfTheHour(AlertingStack stack) {
        Set<String> hourly = Set.of("CloudTrailDestinationChanged", "CloudTrailEventSelectorsChanged");
        stack.await(
                "all attacks are notified",
                PATIENCE,
                () -> Attack.all()
                        .allMatch(
                                attack -> stack.slackMessages().stream().anyMatch(it -> it.contains(attack.title()))));
        stack.await(
                "changes are history",
                PATIENCE,
                () -> stack.states().keySet().stream().noneMatch(hourly::contains));
        stack.assertNoFurtherMessages();
    }

    private static void print() {
        for (Message message : notifications) {
            System.out.printf("attacks: %tT %s%n", message.at().atZone(ZoneOffset.UTC), Slack.headline(message));
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.cloudtrailexporter.e2e.Attack#all")
    void attackIsNotifiedOnceWithTrailAccountChangeAndRemedy(Attack attack) {
        assertThat(begun())
                .filteredOn(message -> Slack.field(message, "title").contains(attack.account())
                        || Slack.field(message, "text").contains(attack.account()))
                .singleElement()
                .satisfies(message -> {
                    assertThat(Slack.field(message, "title")).startsWith(attack.title());
                    assertThat(Slack.field(message, "text"))
                            .contains(attack.name() + " (" + attack.account() + ")")
                            .doesNotContain("<no value>", "%!");
                    assertThat(attack.texts())
                            .allSatisfy(text ->
                                    assertThat(Slack.field(message, "text")).containsPattern(text));
                });
    }

    @ParameterizedTest
    @MethodSource("io.github.cloudtrailexporter.e2e.Attack#all")
    void notificationNamesTheTrailUnlessTheAccountHasLeft(Attack attack) {
        assertThat(begun())
                .filteredOn(message -> Slack.field(message, "title").contains(attack.trail()))
                .hasSize(attack.name().equals("leave") ? 0 : 1);
    }

    @Test
    void nothingElseIsNotified() {
        assertThat(beforeTheAttacks).isEmpty();
        assertThat(begun()).hasSize((int) Attack.all().count());
    }

    private static List<Message> begun() {
        return notifications.stream()
                .filter(message -> !Slack.field(message, "title").startsWith("[RESOLVED]"))
                .toList();
    }
}
