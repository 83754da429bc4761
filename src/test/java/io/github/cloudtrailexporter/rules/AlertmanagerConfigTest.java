package io.github.cloudtrailexporter.rules;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The example for Alertmanager is valid, routes every alert to its owners, and contains no secret. */
@Tag("prometheus")
class AlertmanagerConfigTest {

    /** The receivers of each alert; by category if a rule has more than one. */
    private static final String RECEIVERS = """
            CloudTrailNotLogging                    critical recording   security-on-call
            CloudTrailStoppedAndRestarted           critical recording   security-on-call
            CloudTrailStoppedAndRestarted           warning  recording   security-team
            CloudTrailTrailMissing                  critical recording   security-on-call
            CloudTrailTrailDisappeared              critical recording   security-on-call
            CloudTrailDestinationChanged            critical recording   security-on-call
            CloudTrailRecordsLess                   critical recording   security-on-call
            CloudTrailEventSelectorsChanged         warning  recording   security-team
            CloudTrailAccountNotRecorded            critical recording   security-on-call
            CloudTrailAccountVanished               critical recording   security-on-call
            CloudTrailDeliveryFailing               critical delivery    security-on-call
            CloudTrailDeliveryFailing               warning  delivery    security-team
            CloudTrailDeliveryStale                 critical delivery    security-on-call
            CloudTrailNeverDelivered                warning  delivery    security-team
            CloudTrailLogsAboutToBeLost             critical delivery    security-on-call
            CloudTrailLogsAboutToBeLost             warning  delivery    security-team
            CloudTrailDigestDeliveryFailing         critical delivery    security-on-call
            CloudTrailDigestDeliveryFailing         warning  delivery    security-team
            CloudTrailDigestStale                   critical delivery    security-on-call
            CloudTrailDigestStale                   warning  delivery    security-team
            CloudTrailNotificationFailing           warning  delivery    security-team
            CloudTrailNotificationStale             warning  delivery    security-team
            CloudTrailCloudWatchLogsDeliveryFailing critical delivery    security-on-call
            CloudTrailCloudWatchLogsDeliveryFailing warning  delivery    security-team
            CloudTrailCloudWatchLogsStale           critical delivery    security-on-call
            CloudTrailStatusUnknown                 warning  permissions platform-team
            CloudTrailStatusUnknown                 warning  exporter    exporter-owners
            CloudTrailStatusUnknown                 critical permissions platform-on-call
            CloudTrailStatusUnknown                 critical exporter    exporter-on-call
            CloudTrailFleetUnknown                  critical exporter    exporter-on-call
            CloudTrailDiscoveryFailing              warning  permissions platform-team
            CloudTrailDiscoveryFailing              warning  exporter    exporter-owners
            CloudTrailSelectorsUnknown              warning  permissions platform-team
            CloudTrailSelectorsUnknown              warning  exporter    exporter-owners
            CloudTrailExporterDown                  critical exporter    exporter-on-call
            CloudTrailExporterDown                  warning  exporter    exporter-owners
            CloudTrailExporterAbsent                critical exporter    exporter-on-call
            CloudTrailNothingWatched                critical exporter    exporter-on-call
            CloudTrailTrailsUnwatched               critical exporter    exporter-on-call
            CloudTrailExporterReloadFailed          warning  exporter    exporter-owners
            CloudTrailExporterPollSlow              warning  exporter    exporter-owners
            CloudTrailExporterImplausibleTimes      warning  exporter    exporter-owners
            CloudTrailWatchdog                      none     exporter    dead-mans-switch
            """;

    private static final Pattern ALERTNAME = Pattern.compile("alertname (=|!=|=~|!~) \"(.*)\"");

    private final AlertmanagerConfig config = AlertmanagerConfig.shipped();
    private final RulesFile rules = RulesFile.shipped();

    @ParameterizedTest
    @EnumSource
    void amtoolAcceptsIt(Generation generation) {
        Tool amtool = Tool.require(generation, "amtool");

        Tool.Result result = amtool.run("check-config", AlertmanagerConfig.SHIPPED.toString());

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("alertsOfEachGeneration")
    void everyAlertReachesItsOwners(Generation generation, String alert, String severity, String category) {
        Tool amtool = Tool.require(generation, "amtool");
        String kind = String.join(" ", alert, severity, category);

        assertThat(receivers()).as("expected receivers").containsKey(kind);
        Tool.Result result = amtool.run(
                "config",
                "routes",
                "test",
                "--config.file=" + AlertmanagerConfig.SHIPPED,
                "--verify.receivers=" + receivers().get(kind),
                "alertname=" + alert,
                "severity=" + severity,
                "category=" + category,
                "aws_account_id=111122223333",
                "aws_region=eu-west-1",
                "home_region=us-east-1",
                "trail=management");

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @Test
    void expectedReceiversCoverExactlyTheAlerts() {
        assertThat(receivers().keySet())
                .isEqualTo(alerts().map(alert ->
                                Stream.of(alert.get()).map(String.class::cast).collect(joining(" ")))
                        .collect(toSet()));
    }

    static Stream<Arguments> alertsOfEachGeneration() {
        return Stream.of(Generation.values())
                .flatMap(generation -> alerts().map(
                                alert -> Arguments.of(Stream.concat(Stream.of(generation), Stream.of(alert.get()))
                                        .toArray())));
    }

    private static Stream<Arguments> alerts() {
        return RulesFile.shipped().alerts().stream()
                .flatMap(alert -> categories(alert).stream()
                        .map(category -> Arguments.of(alert.name(), alert.label("severity"), category)));
    }

    private static Map<String, String> receivers() {
        return RECEIVERS
                .lines()
                .map(line -> line.split(" +", -1))
                .collect(toMap(words -> String.join(" ", words[0], words[1], words[2]), words -> words[3]));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownAlertReachesTheOwnersOfTheExporter(Generation generation) {
        Tool amtool = Tool.require(generation, "amtool");

        Tool.Result result = amtool.run(
                "config",
                "routes",
                "test",
                "--config.file=" + AlertmanagerConfig.SHIPPED,
                "--verify.receivers=exporter-owners",
                "alertname=SomethingElse");

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @Test
    void everyReceiverIsUsedAndEveryUsedOneExists() {
        assertThat(config.routedReceivers()).containsAll(config.receivers());
        assertThat(config.receivers()).containsAll(config.routedReceivers());
    }

    @Test
    void inhibitionNamesOnlyAlertsThatExist() {
        for (String matcher : config.inhibitionMatchers()) {
            Matcher found = ALERTNAME.matcher(matcher);
            if (found.matches()) {
                assertThat(alternatives(found.group(2)))
                        .allSatisfy(pattern ->
                                assertThat(rules.alertNames()).as(matcher).anyMatch(name -> name.matches(pattern)));
            }
        }
    }

    @Test
    void secretsAreInFilesOnly() throws IOException {
        String text = Files.readString(AlertmanagerConfig.SHIPPED);

        assertThat(text)
                .doesNotContainPattern("(?m)^\\s*(slack_api_url|api_url|routing_key|service_key|smtp_auth_password"
                        + "|password|credentials|bearer_token):");
    }

    @Test
    void everyTemplateThatIsUsedIsDefined() throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(AlertmanagerConfig.SHIPPED));
        try (Stream<Path> files = Files.list(AlertmanagerConfig.TEMPLATES)) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }

        assertThat(named("define", text)).containsAll(named("template", text)).isNotEmpty();
    }

    /** A message about several alerts has the title of their cause: causes are ordered as in the inhibition rules. */
    @Test
    void titlesFollowTheOrderOfInhibition() throws IOException {
        String templates = Files.readString(AlertmanagerConfig.TEMPLATES.resolve("cloudtrail.tmpl"));
        Set<List<String>> orders = Pattern.compile("stringSlice ((?:\"[^\"]*\"\\s*)+)")
                .matcher(templates)
                .results()
                .map(found -> quoted(found.group(1)))
                .collect(toSet());

        assertThat(orders).as("the same list everywhere").hasSize(1);
        List<String> order = orders.iterator().next();
        assertThat(order)
                .allSatisfy(kind -> assertThat(rules.alertNames())
                        .as(kind)
                        .anyMatch(Pattern.compile(kind).asPredicate()));
        config.inhibitionsOfTrails().forEach(inhibition -> {
            List<String> causes = named(inhibition.sources());
            assertThat(named(inhibition.targets()))
                    .allSatisfy(consequence -> assertThat(causes)
                            .allSatisfy(cause -> assertThat(rank(cause, order))
                                    .as(cause + " before " + consequence)
                                    .isLessThan(rank(consequence, order))));
        });
    }

    private static List<String> quoted(String texts) {
        return Pattern.compile("\"([^\"]*)\"")
                .matcher(texts)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static int rank(String alert, List<String> order) {
        for (int rank = 0; rank < order.size(); rank++) {
            if (Pattern.compile(order.get(rank)).matcher(alert).find()) {
                return rank;
            }
        }
        return order.size();
    }

    /** The alerts that matchers such as {@code alertname =~ "A|B"} name. */
    private List<String> named(List<String> matchers) {
        return rules.alertNames().stream()
                .filter(name -> matchers.stream()
                        .map(ALERTNAME::matcher)
                        .filter(Matcher::matches)
                        .anyMatch(found -> name.matches(found.group(2))))
                .toList();
    }

    private static List<String> named(String action, CharSequence text) {
        return Pattern.compile("\\{\\{-? ?" + action + " \"([^\"]+)\"")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Expands {@code A(B|C)} and {@code A|B}, as far as the example uses them. */
    private static List<String> alternatives(String regex) {
        Matcher nested = Pattern.compile("(.*)\\((.*)\\)").matcher(regex);
        if (nested.matches()) {
            return Stream.of(nested.group(2).split("\\|", -1))
                    .map(part -> nested.group(1) + part)
                    .toList();
        }
        return List.of(regex.split("\\|", -1));
    }

    private static List<String> categories(Rule alert) {
        String category = alert.label("category");
        return category.contains("{{") ? List.of("permissions", "exporter") : List.of(category);
    }
}
