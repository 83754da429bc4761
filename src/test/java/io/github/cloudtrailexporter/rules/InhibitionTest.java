package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.docs.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages that the real Alertmanager sends for the alerts of an incident, with the example configuration. */
@Tag("prometheus")
class InhibitionTest {

    private static final RulesFile RULES = RulesFile.shipped();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void oneBrokenBucketIsOneMessageHoweverManyRegionsAndConsequencesItHas(Generation generation) throws IOException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(generation, folder)) {
            List<Map<String, Object>> alerts = new ArrayList<>();
            for (String region : List.of("eu-west-1", "us-east-1", "ap-northeast-1")) {
                alerts.add(alert("CloudTrailDeliveryFailing", "critical", trail("management", region, "AccessDenied")));
                alerts.add(alert("CloudTrailDeliveryStale", "critical", trail("management", region)));
                alerts.add(alert(
                        "CloudTrailDigestDeliveryFailing", "critical", trail("management", region, "AccessDenied")));
                alerts.add(alert("CloudTrailDigestStale", "critical", trail("management", region)));
                alerts.add(alert("CloudTrailDigestStale", "warning", trail("management", region)));
            }

            alertmanager.send(alerts);
            alertmanager.waitUntil(
                    "a message and an incident",
                    () -> alertmanager.messagesTo("/slack").size() == 1
                            && alertmanager.messagesTo("/pagerduty").size() == 1);
            alertmanager.send(alerts.stream().map(InhibitionTest::resolved).toList());
            alertmanager.waitUntil(
                    "they are resolved",
                    () -> alertmanager.messagesTo("/slack").size() == 2
                            && alertmanager.messagesTo("/pagerduty").size() == 2);

            Map<String, Object> slack = alertmanager.messagesTo("/slack").get(0).body();
            assertThat(slack).containsEntry("channel", "#security-alerts");
            assertThat(slack.toString())
                    .contains("[CRITICAL] CloudTrail cannot write log files to the S3 bucket. Trail management"
                            + " in account payments (111122223333): AccessDenied (3 alerts)")
                    .contains("eu-west-1", "us-east-1", "ap-northeast-1")
                    .contains("What to do about CloudTrailDeliveryFailing.")
                    .contains("docs/runbooks/CloudTrailDeliveryFailing.md")
                    .doesNotContain("Digest", "Stale");
            assertThat(alertmanager.messagesTo("/pagerduty"))
                    .extracting(message -> message.body().get("event_action"))
                    .containsExactly("trigger", "resolve");
            assertThat(alertmanager.messagesTo("/slack").get(1).body().toString())
                    .contains("[RESOLVED] CloudTrail cannot write log files to the S3 bucket. Trail management"
                            + " in account payments (111122223333): AccessDenied,")
                    .contains("title_link=" + Home.url() + "/blob/main/docs/runbooks/CloudTrailDeliveryFailing.md")
                    .containsPattern(":white_check_mark: Resolved at [-0-9: ]+ UTC: CloudTrail cannot write log files"
                            + " to the S3 bucket. \\(trail management, [^\n]+, ap-northeast-1, AccessDenied, alert since"
                            + "[^\n]+\nAlso over: [^\n]+eu-west-1[^\n]+\nAlso over: [^\n]+us-east-1[^\n]+\nResolved");
        }
    }

    @ParameterizedTest
    @EnumSource
    void causesMuteTheirConsequences(Generation generation) throws IOException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(generation, folder)) {
            List<String> consequences = List.of(
                    "CloudTrailDeliveryStale",
                    "CloudTrailDigestStale",
                    "CloudTrailDigestDeliveryFailing",
                    "CloudTrailNotificationFailing",
                    "CloudTrailCloudWatchLogsStale",
                    "CloudTrailNeverDelivered");
            List<Map<String, Object>> alerts = new ArrayList<>();
            alerts.add(alert("CloudTrailNotLogging", "critical", trail("stopped", "eu-west-1")));
            alerts.add(alert("CloudTrailStatusUnknown", "warning", trail("unknown", "eu-west-1")));
            alerts.add(alert("CloudTrailNotLogging", "critical", trail("unknown", "eu-west-1")));
            alerts.add(alert("CloudTrailTrailMissing", "critical", trail("missing", "eu-west-1")));
            alerts.add(alert("CloudTrailStatusUnknown", "warning", trail("missing", "eu-west-1")));
            for (String name : consequences) {
                List.of("stopped", "unknown", "missing")
                        .forEach(trail -> alerts.add(alert(name, "warning", trail(trail, "eu-west-1"))));
            }
            alerts.add(alert("CloudTrailLogsAboutToBeLost", "critical", trail("stopped", "eu-west-1")));
            alerts.add(alert("CloudTrailDestinationChanged", "critical", trail("unknown", "eu-west-1")));

            alertmanager.send(alerts);
            alertmanager.waitUntil(
                    "the consequences are muted",
                    () -> consequences.stream()
                            .allMatch(name -> alertmanager
                                    .statesByAlert()
                                    .getOrDefault(name, List.of())
                                    .equals(List.of("suppressed", "suppressed", "suppressed"))));

            assertThat(alertmanager.statesByAlert())
                    .containsEntry("CloudTrailTrailMissing", List.of("active"))
                    .containsEntry("CloudTrailLogsAboutToBeLost", List.of("active"))
                    .containsEntry("CloudTrailDestinationChanged", List.of("active"))
                    .hasEntrySatisfying(
                            "CloudTrailNotLogging",
                            states -> assertThat(states).containsExactlyInAnyOrder("active", "suppressed"))
                    .hasEntrySatisfying(
                            "CloudTrailStatusUnknown",
                            states -> assertThat(states).containsExactlyInAnyOrder("active", "suppressed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneChangeOfATrailIsOneMessage(Generation generation) throws IOException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(generation, folder)) {
            alertmanager.send(List.of(
                    alert("CloudTrailNotLogging", "critical", trail("stopped", "eu-west-1")),
                    alert("CloudTrailRecordsLess", "critical", trail("stopped", "eu-west-1")),
                    alert("CloudTrailRecordsLess", "critical", trail("narrowed", "eu-west-1")),
                    alert("CloudTrailEventSelectorsChanged", "warning", trail("narrowed", "eu-west-1")),
                    alert("CloudTrailDeliveryStale", "critical", trail("narrowed", "eu-west-1")),
                    alert("CloudTrailDestinationChanged", "critical", trail("minimized", "eu-west-1")),
                    alert("CloudTrailEventSelectorsChanged", "warning", trail("minimized", "eu-west-1")),
                    alert("CloudTrailEventSelectorsChanged", "warning", trail("other", "eu-west-1")),
                    alert("CloudTrailTrailMissing", "critical", trail("deleted", "eu-west-1")),
                    alert("CloudTrailRecordsLess", "critical", trail("deleted", "eu-west-1"))));
            alertmanager.waitUntil(
                    "a message for each trail",
                    () -> alertmanager.messagesTo("/slack").size() >= 5);

            assertThat(alertmanager.messagesTo("/slack")).hasSize(5);
            assertThat(alertmanager.statesByAlert())
                    .containsEntry("CloudTrailDeliveryStale", List.of("suppressed"))
                    .hasEntrySatisfying(
                            "CloudTrailRecordsLess",
                            states ->
                                    assertThat(states).containsExactlyInAnyOrder("active", "suppressed", "suppressed"))
                    .hasEntrySatisfying(
                            "CloudTrailEventSelectorsChanged",
                            states ->
                                    assertThat(states).containsExactlyInAnyOrder("active", "suppressed", "suppressed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void accountsThatNothingRecordsAreOneMessage(Generation generation) throws IOException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(generation, folder)) {
            alertmanager.send(List.of(
                    alert("CloudTrailAccountNotRecorded", "critical", Map.of("aws_account_id", "111122223333")),
                    alert("CloudTrailAccountNotRecorded", "critical", Map.of("aws_account_id", "444455556666"))));
            alertmanager.waitUntil(
                    "a message", () -> !alertmanager.messagesTo("/slack").isEmpty());

            assertThat(alertmanager.messagesTo("/slack")).hasSize(1);
            assertThat(alertmanager.messagesTo("/slack").get(0).body()).containsEntry("channel", "#security-alerts");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherTrailRegionOrAccountIsNotMuted(Generation generation) throws IOException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(generation, folder)) {
            Map<String, String> otherAccount = new LinkedHashMap<>(trail("management", "eu-west-1"));
            otherAccount.put("aws_account_id", "444455556666");

            alertmanager.send(List.of(
                    alert("CloudTrailNotLogging", "critical", trail("management", "eu-west-1")),
                    alert("CloudTrailDigestStale", "warning", trail("management", "eu-west-1")),
                    alert("CloudTrailDigestStale", "warning", trail("management", "us-east-1")),
                    alert("CloudTrailDigestStale", "warning", trail("other", "eu-west-1")),
                    alert("CloudTrailDigestStale", "warning", otherAccount)));
            alertmanager.waitUntil(
                    "one is muted",
                    () -> alertmanager
                            .statesByAlert()
                            .getOrDefault("CloudTrailDigestStale", List.of())
                            .contains("suppressed"));

            assertThat(alertmanager.statesByAlert().get("CloudTrailDigestStale"))
                    .containsExactlyInAnyOrder("suppressed", "active", "active", "active");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExporterThatIsDownMutesEverythingButItselfAndTheWatchdog(Generation generation) throws IOException {
        try (RunningAlertmanager alertmanager = RunningAlertmanager.start(generation, folder)) {
            List<Map<String, Object>> alerts = new ArrayList<>();
            RULES.alertNames().stream()
                    .filter(name -> !name.equals("CloudTrailExporterDown"))
                    .forEach(name -> alerts.add(alert(name, "warning", trail("management", "eu-west-1"))));
            alerts.add(alert("CloudTrailExporterDown", "critical", Map.of("job", "cloudtrail-exporter")));
            alerts.add(alert("CloudTrailExporterDown", "warning", Map.of("instance", "a:10106")));

            alertmanager.send(alerts);
            alertmanager.waitUntil(
                    "the others are muted",
                    () -> alertmanager.statesByAlert().entrySet().stream()
                            .filter(entry -> entry.getValue().contains("active"))
                            .map(Map.Entry::getKey)
                            .toList()
                            .equals(List.of(
                                    "CloudTrailExporterAbsent", "CloudTrailExporterDown", "CloudTrailWatchdog")));

            assertThat(alertmanager.statesByAlert().get("CloudTrailExporterDown"))
                    .containsExactlyInAnyOrder("active", "suppressed");
        }
    }

    private static Map<String, String> trail(String name, String region) {
        return Map.of(
                "aws_account_id", "111122223333", "aws_region", region, "home_region", "eu-west-1", "trail", name);
    }

    private static Map<String, String> trail(String name, String region, String code) {
        Map<String, String> labels = new LinkedHashMap<>(trail(name, region));
        labels.put("code", code);
        return labels;
    }

    /** The alert as Prometheus would send it, with the rule's labels, summary and runbook. */
    private static Map<String, Object> alert(String name, String severity, Map<String, String> labels) {
        Rule rule = RULES.alerts().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        String category = rule.label("category").contains("{{") ? "permissions" : rule.label("category");
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.putAll(Map.of("alertname", name, "severity", severity, "category", category));
        Map<String, String> annotations = Map.of(
                "summary",
                rule.annotation("summary"),
                "description",
                "What to do about " + name + ".",
                "account",
                "payments (111122223333)",
                "runbook_url",
                rule.annotation("runbook_url"));
        return Map.of("labels", all, "annotations", annotations);
    }

    private static Map<String, Object> resolved(Map<String, Object> alert) {
        Map<String, Object> over = new LinkedHashMap<>(alert);
        over.put("endsAt", Instant.now().minusSeconds(1).toString());
        return over;
    }
}
