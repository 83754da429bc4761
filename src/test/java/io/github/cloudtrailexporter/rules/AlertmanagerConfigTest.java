package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example for Alertmanager is valid, leads every alert to its owners, and keeps no secret. */
class AlertmanagerConfigTest {

    private static final Map<String, String> RECEIVERS = Map.of(
            "recording critical", "security-on-call",
            "recording warning", "security-team",
            "delivery critical", "security-on-call",
            "delivery warning", "security-team",
            "permissions critical", "platform-on-call",
            "permissions warning", "platform-team",
            "exporter critical", "exporter-on-call",
            "exporter warning", "exporter-owners",
            "exporter none", "dead-mans-switch");

    private final AlertmanagerConfig config = AlertmanagerConfig.shipped();
    private final RulesFile rules = RulesFile.shipped();

    @Test
    void amtoolAcceptsIt() {
        Tool amtool = Tool.require("amtool");

        Tool.Result result = amtool.run("check-config", AlertmanagerConfig.SHIPPED.toString());

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @Test
    void everyAlertReachesItsOwners() {
        Tool amtool = Tool.require("amtool");

        assertThat(rules.alerts())
                .allSatisfy(alert -> categories(alert).forEach(category -> {
                    String receiver = RECEIVERS.get(category + " " + alert.label("severity"));

                    Tool.Result result = amtool.run(
                            "config",
                            "routes",
                            "test",
                            "--config.file=" + AlertmanagerConfig.SHIPPED,
                            "--verify.receivers=" + receiver,
                            "alertname=" + alert.name(),
                            "severity=" + alert.label("severity"),
                            "category=" + category);

                    assertThat(result.ok()).as(alert + ": " + result.output()).isTrue();
                }));
    }

    @Test
    void anAlertThatNobodyThoughtOfStillReachesSomebody() {
        Tool amtool = Tool.require("amtool");

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
    void everyReceiverIsUsedAndEveryUsedOneIsThere() {
        assertThat(config.routedReceivers()).containsAll(config.receivers());
        assertThat(config.receivers()).containsAll(config.routedReceivers());
    }

    @Test
    void inhibitionNamesOnlyAlertsThatExist() {
        Pattern alertname = Pattern.compile("alertname (=|!=|=~|!~) \"(.*)\"");

        for (String matcher : config.inhibitionMatchers()) {
            Matcher found = alertname.matcher(matcher);
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

    private static List<String> named(String action, CharSequence text) {
        return Pattern.compile("\\{\\{-? ?" + action + " \"([^\"]+)\"")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** {@code A(B|C)} and {@code A|B} taken apart, as far as the example goes. */
    private static List<String> alternatives(String regex) {
        Matcher nested = Pattern.compile("(.*)\\((.*)\\)").matcher(regex);
        if (nested.matches()) {
            return Stream.of(nested.group(2).split("\\|"))
                    .map(part -> nested.group(1) + part)
                    .toList();
        }
        return List.of(regex.split("\\|"));
    }

    private static List<String> categories(Rule alert) {
        String category = alert.label("category");
        return category.contains("{{") ? List.of("permissions", "exporter") : List.of(category);
    }
}
