package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.rules.Generation;
import io.github.cloudtrailexporter.rules.RunningAlertmanager.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the error in AWS to the notification; only AWS and the receivers are simulated. Each of the demo's
 * incidents causes one notification with all necessary information, and one more when it is resolved.
 */
@Tag("nightly")
@ParameterizedClass
@EnumSource
class AlertsIT {

    private static final String EXPORTER_DOWN =
            "#monitoring-alerts [CRITICAL] No CloudTrail exporter responds, so no trail is monitored.";
    private static final String EXPORTER_UP = EXPORTER_DOWN.replace("[CRITICAL]", "[RESOLVED]");

    private static final Set<String> ALERTS = Set.of(
            "CloudTrailNotLogging",
            "CloudTrailDeliveryFailing",
            "CloudTrailLogsAboutToBeLost",
            "CloudTrailNotificationFailing",
            "CloudTrailCloudWatchLogsDeliveryFailing",
            "CloudTrailNeverDelivered",
            "CloudTrailStatusUnknown");

    @Parameter
    @SuppressWarnings("unused") // JUnit needs a field for the argument that the lifecycle method takes
    private Generation generation;

    /** The result of the run, which the tests examine. */
    private static List<Message> slack;

    private static List<Message> pagerDuty;
    private static List<Message> mails;
    private static List<Message> pings;
    private static List<String> messagesWhenExporterCameBack;
    private static Map<String, List<String>> statesWithoutExporter;

    @BeforeParameterizedClassInvocation
    static void runTheDemo(Generation generation, @TempDir Path folder) throws Exception {
        try (AlertedDemo demo = new AlertedDemo(generation, folder)) {
            List<String> early = Incident.early().stream().map(Incident::begins).toList();
            demo.await(
                    "what is broken from the start is notified",
                    () -> demo.stack().slackMessages().containsAll(early));

            loseTheExporterForAWhile(demo);

            demo.healAllButTheLast();
            List<String> ends = Incident.all().stream().map(Incident::ends).toList();
            demo.await(
                    "all incidents are resolved",
                    () -> demo.stack().slackMessages().containsAll(ends));
            demo.stack().assertNoFurtherMessages();
            slack = demo.stack().arrived("/slack");
            pagerDuty = demo.stack().arrived("/pagerduty");
            mails = demo.stack().arrived("/mail");
            pings = demo.stack().arrived("/ping");
            print(demo);
        }
    }

    /** Long enough that the status of all trails is unknown, and no alert about a trail is left. */
    private static void loseTheExporterForAWhile(AlertedDemo demo) throws Exception {
        demo.stack().killExporter();
        demo.await(
                "the exporter is reported as down",
                () -> demo.stack().slackMessages().contains(EXPORTER_DOWN));
        statesWithoutExporter = demo.stack().states();
        demo.await("alerts have ended", () -> !demo.stack().states().containsKey("CloudTrailNotLogging"));
        demo.stack().assertNoFurtherMessages();
        messagesWhenExporterCameBack = demo.stack().slackMessages();
        demo.stack().restartExporter();
        demo.await("the exporter is back", () -> demo.stack().slackMessages().contains(EXPORTER_UP));
        demo.await("alerts fire again", () -> demo.stack().states().keySet().containsAll(ALERTS));
    }

    private static void print(AlertedDemo demo) {
        for (Message message : slack) {
            System.out.printf("alerts: %tT %s%n", message.at().atZone(ZoneOffset.UTC), Slack.headline(message));
        }
        double seconds = seconds(
                demo.breaks(), messageWithTitle(Incident.later().begins()).at());
        System.out.printf(
                "alerts: from the error in AWS to the notification %.1f s at a pace of %d: %.0f minutes in life%n",
                seconds, demo.stack().pace(), seconds * demo.stack().pace() / 60);
    }

    @Test
    void eachIncidentIsNotifiedOnceAtItsStartAndOnceAtItsEndAndNothingElseIs() {
        assertThat(slack)
                .extracting(Slack::headline)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(EXPORTER_DOWN, EXPORTER_UP),
                                Incident.all().stream()
                                        .flatMap(incident -> Stream.of(incident.begins(), incident.ends())))
                        .toList());
    }

    /** The end of the exporter is notified; alerts about trails must not be reported as resolved. */
    @Test
    void stoppedExporterIsOneNotificationAndResolvesNothing() {
        assertThat(messagesWhenExporterCameBack)
                .endsWith(EXPORTER_DOWN)
                .noneMatch(headline -> headline.contains("RESOLVED"));
        assertThat(statesWithoutExporter).allSatisfy((alert, states) -> {
            switch (alert) {
                case "CloudTrailWatchdog" -> assertThat(states).containsExactly("active");
                case "CloudTrailExporterDown" -> assertThat(states).containsExactlyInAnyOrder("active", "suppressed");
                default -> assertThat(states).as(alert).containsOnly("suppressed");
            }
        });
        assertThat(statesWithoutExporter)
                .containsKeys("CloudTrailDeliveryFailing", "CloudTrailNotLogging", "CloudTrailNotificationFailing");
    }

    @ParameterizedTest
    @MethodSource("io.github.cloudtrailexporter.e2e.Incident#all")
    void notificationContainsWhatIsNeededToAct(Incident incident) {
        Message message = messageWithTitle(incident.begins());

        assertThat(Slack.field(message, "text"))
                .contains(incident.texts())
                .contains("trail " + incident.trail() + ", account acme-")
                .containsPattern("alert since 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC")
                .contains("`aws cloudtrail get-trail-status --region ")
                .contains("|Runbook>")
                .doesNotContain("<no value>", "%!");
        assertThat(Slack.field(message, "title_link")).contains("docs/runbooks/CloudTrail");
        assertThat(Slack.field(message, "color")).isEqualTo(incident.isCritical() ? "danger" : "warning");
    }

    /** An inhibited alert that was never notified is not notified when it is resolved. */
    @ParameterizedTest
    @MethodSource("io.github.cloudtrailexporter.e2e.Incident#all")
    void resolvedNotificationContainsNameAndTimeOnly(Incident incident) {
        Message message = messageWithTitle(incident.ends());

        assertThat(Slack.field(message, "color")).isEqualTo("good");
        assertThat(Slack.field(message, "text").lines())
                .singleElement()
                .asString()
                .matches(":white_check_mark: Resolved at 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC: .*")
                .contains("(trail " + incident.trail() + ", account acme-");
    }

    @Test
    void criticalAlertOpensAndClosesAnIncidentAtPagerDuty() {
        List<String> critical = Stream.concat(
                        Stream.of(EXPORTER_DOWN.substring(EXPORTER_DOWN.indexOf('['))),
                        Incident.all().stream().filter(Incident::isCritical).map(Incident::title))
                .toList();

        List<Map<String, Object>> opened = events("trigger");
        assertThat(opened)
                .extracting(event -> payload(event).get("summary"))
                .containsExactlyInAnyOrderElementsOf(critical);
        assertThat(opened).allSatisfy(event -> {
            assertThat(payload(event)).containsEntry("severity", "critical");
            assertThat(payload(event).get("custom_details").toString()).contains("Runbook: https://");
        });
        assertThat(events("resolve"))
                .extracting(event -> event.get("dedup_key"))
                .containsExactlyInAnyOrderElementsOf(
                        opened.stream().map(event -> event.get("dedup_key")).toList());
    }

    @Test
    void warningAndItsEndAreSentByMail() {
        List<Incident> warnings =
                Incident.all().stream().filter(it -> !it.isCritical()).toList();

        assertThat(mails).hasSize(2 * warnings.size());
        assertThat(warnings)
                .allSatisfy(warning -> assertThat(mail(warning.title()))
                        .contains(warning.texts())
                        .contains("See for yourself: aws cloudtrail get-trail-status")
                        .contains("<h2 ", ">Runbook</a>"))
                .allSatisfy(warning -> assertThat(mail(warning.titleOfEnd())).contains("Resolved at 20"));
    }

    @Test
    void deadMansSwitchIsCalledContinuously() {
        assertThat(pings).hasSizeGreaterThan(60);
    }

    private static Message messageWithTitle(String headline) {
        return slack.stream()
                .filter(message -> Slack.headline(message).equals(headline))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message: " + headline));
    }

    private static String mail(String subject) {
        return mails.stream()
                .map(mail -> mail.body().get("text").toString())
                .filter(text -> text.contains("Subject: " + subject + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mail: " + subject));
    }

    private static List<Map<String, Object>> events(String action) {
        return pagerDuty.stream()
                .map(Message::body)
                .filter(body -> action.equals(body.get("event_action")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> payload(Map<String, Object> event) {
        return (Map<String, Object>) event.get("payload");
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
