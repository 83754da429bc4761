package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.rules.RunningAlertmanager.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the error in AWS to the person who is told, with everything real but AWS and those who are told. Each of the demo's
 * incidents is one notification that one can act upon without opening another page, and one more when it is over.
 */
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    /** What became of the story; the tests only look at it. */
    private static List<Message> slack;

    private static List<Message> firing;
    private static List<Message> resolved;
    private static List<Message> pagerDuty;
    private static List<Message> mails;
    private static List<Message> pings;
    private static Map<String, List<String>> states;

    @BeforeAll
    static void playTheDemo() throws Exception {
        Tools.need("prometheus");
        try (AlertedDemo demo = new AlertedDemo(folder)) {
            int early = Incident.all().size() - 1;
            demo.await(
                    "what is broken from the start is told",
                    PATIENCE,
                    () -> demo.slack(false).size() >= early);
            states = demo.states();
            demo.healAllButTheLast();
            demo.await(
                    "the later incident is told",
                    PATIENCE,
                    () -> demo.slack(false).size() > early);
            demo.await("all is over", PATIENCE, () -> demo.slack(true).size() > early);
            awaitWhatShouldNotCome(demo);
            slack = demo.arrived("/slack");
            firing = demo.slack(false);
            resolved = demo.slack(true);
            pagerDuty = demo.arrived("/pagerduty");
            mails = demo.arrived("/mail");
            pings = demo.arrived("/ping");
            print(demo);
        }
    }

    /** Alertmanager has something new to say of a group every five seconds at most, and pings every second. */
    private static void awaitWhatShouldNotCome(AlertedDemo demo) {
        int already = demo.arrived("/ping").size();
        demo.await("ten pings", PATIENCE, () -> demo.arrived("/ping").size() >= already + 10);
    }

    private static void print(AlertedDemo demo) {
        for (Message message : slack) {
            System.out.printf(
                    "alerts: after %5.1f s  %-16s %s%n",
                    seconds(demo.start(), message.at()), message.body().get("channel"), attachment(message, "title"));
        }
        Instant told = messages(firing, Incident.later().title()).get(0).at();
        double seconds = seconds(demo.breaks(), told);
        System.out.printf(
                "alerts: from the error in AWS to the notification: %.1f s at a pace of %d, which is %.0f minutes in life%n",
                seconds, AlertedDemo.PACE, seconds * AlertedDemo.PACE / 60);
    }

    @Test
    void eachIncidentIsOneNotificationAndNothingElseIsTold() {
        assertThat(firing)
                .extracting(message -> message.body().get("channel") + " " + attachment(message, "title"))
                .containsExactlyInAnyOrderElementsOf(Incident.all().stream()
                        .map(incident -> incident.channel() + " " + incident.title())
                        .toList());
    }

    @Test
    void eachIncidentIsAnnouncedAsOverOnceAndByTheSameName() {
        assertThat(resolved)
                .extracting(message -> message.body().get("channel") + " " + attachment(message, "title"))
                .containsExactlyInAnyOrderElementsOf(Incident.all().stream()
                        .map(incident -> incident.channel() + " " + incident.over())
                        .toList());
    }

    /** Digests that fail with the same bucket, silence that is explained: they were there, and nobody was told. */
    @Test
    void consequencesAreKnownAndNotTold() {
        assertThat(states.get("CloudTrailDigestDeliveryFailing")).hasSize(3).containsOnly("suppressed");
        assertThat(states.get("CloudTrailDigestStale")).isNotEmpty().containsOnly("suppressed");
        assertThat(states.get("CloudTrailDeliveryStale")).containsOnly("suppressed");
        assertThat(states.get("CloudTrailNotificationStale")).containsOnly("suppressed");
        assertThat(states.get("CloudTrailCloudWatchLogsStale")).containsOnly("suppressed");
        assertThat(firing).noneMatch(message -> attachment(message, "text").contains("igest file"));
    }

    @ParameterizedTest
    @MethodSource("io.github.cloudtrailexporter.e2e.Incident#all")
    void oneCanActUponTheMessageAtNight(Incident incident) {
        Message message = messages(firing, incident.title()).get(0);

        assertThat(attachment(message, "text"))
                .contains(incident.texts())
                .contains("trail " + incident.trail() + ", account acme-")
                .containsPattern("since 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC")
                .contains("`aws cloudtrail get-trail-status --region ")
                .contains("|Runbook>")
                .doesNotContain("<no value>", "%!");
        assertThat(attachment(message, "title_link")).contains("docs/runbooks/CloudTrail");
    }

    @ParameterizedTest
    @MethodSource("io.github.cloudtrailexporter.e2e.Incident#all")
    void whatIsOverIsNamedAndDated(Incident incident) {
        Message message = messages(resolved, incident.over()).get(0);

        assertThat(attachment(message, "color")).isEqualTo("good");
        assertThat(attachment(message, "text"))
                .containsPattern("^:white_check_mark: Resolved at 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC: ")
                .contains("(trail " + incident.trail() + ", account acme-");
    }

    @Test
    void whatIsCriticalOpensAndClosesAnIncidentAtPagerDuty() {
        List<String> critical = Incident.all().stream()
                .filter(Incident::isCritical)
                .map(Incident::title)
                .toList();

        List<Map<String, Object>> opened = events("trigger");
        assertThat(opened).extracting(event -> payload(event).get("summary")).hasSameElementsAs(critical);
        assertThat(opened).allSatisfy(event -> {
            assertThat(payload(event)).containsEntry("severity", "critical");
            assertThat(payload(event).get("custom_details").toString())
                    .contains(
                            "See for yourself: aws cloudtrail get-trail-status", "Runbook: https://", "account acme-");
        });
        assertThat(events("resolve"))
                .extracting(event -> event.get("dedup_key"))
                .containsExactlyInAnyOrderElementsOf(
                        opened.stream().map(event -> event.get("dedup_key")).toList());
    }

    @Test
    void whatIsAWarningComesByMailAndSoDoesItsEnd() {
        List<Incident> warnings =
                Incident.all().stream().filter(it -> !it.isCritical()).toList();

        assertThat(mails).hasSize(2 * warnings.size());
        assertThat(warnings)
                .allSatisfy(warning -> assertThat(mail(warning.title()))
                        .contains(warning.texts())
                        .contains("See for yourself: aws cloudtrail get-trail-status")
                        .contains("<h2 ", ">Runbook</a>"))
                .allSatisfy(warning -> assertThat(mail(warning.over())).contains("Resolved at 20"));
    }

    private static String mail(String subject) {
        return mails.stream()
                .map(mail -> mail.body().get("text").toString())
                .filter(text -> text.contains("\nSubject: " + subject + "\n"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void deadMansSwitchIsCalledAllTheTime() {
        assertThat(pings).hasSizeGreaterThan(20);
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

    private static List<Message> messages(List<Message> among, String title) {
        Predicate<Message> wanted = message -> attachment(message, "title").equals(title);
        return among.stream().filter(wanted).toList();
    }

    private static String attachment(Message message, String field) {
        List<?> attachments = (List<?>) message.body().get("attachments");
        return ((Map<?, ?>) attachments.get(0)).get(field).toString();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
