package io.github.cloudtrailexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Tools;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The incident of the demo under the rules of the demo with Docker Compose: the shipped rules with shorter waits. */
class ComposeDemoTest {

    private static final Path COMPOSE = Path.of("deploy/compose/compose.yml");
    private static final Path SHIPPED = Path.of("prometheus/cloudtrail.rules.yml");
    private static final Duration SCRAPES = Duration.ofSeconds(15);
    private static final int TEN_MINUTES_OF_SCRAPES = 40;

    private static final String TEST = """
            rule_files: [cloudtrail.rules.yml]
            evaluation_interval: 15s
            group_eval_order: [%7$s]
            tests:
              - interval: 15s
                input_series:
                  - {series: 'cloudtrail_up%1$s', values: '1+0x40'}
                  - {series: 'cloudtrail_is_logging%1$s', values: '1+0x40'}
                  - {series: 'cloudtrail_delivery_error%1$s', values: '%2$s'}
                  - {series: 'cloudtrail_delivery_error%3$s', values: '%4$s'}
                  - {series: 'cloudtrail_last_delivery_timestamp_seconds%1$s', values: '%5$s'}
                promql_expr_test:
                  - {expr: 'count(%6$s)', eval_time: 2m, exp_samples: []}
                  - {expr: 'count(%6$s)', eval_time: 4m, exp_samples: [{labels: '{}', value: 1}]}
                  - {expr: 'count(%6$s)', eval_time: 7m, exp_samples: []}
                  - {expr: 'count(%6$s)', eval_time: 10m, exp_samples: []}
            """;

    private static final String LABELS =
            "aws_account_id=\"666677778888\",aws_region=\"us-east-1\",home_region=\"us-east-1\",trail=\"checkout-trail\"";
    private static final String FIRING = "ALERTS{trail=\"checkout-trail\",alertstate=\"firing\"}";

    @TempDir
    private Path folder;

    private Path rules;

    @BeforeEach
    void makeTheRulesAsTheContainerDoes() throws Exception {
        rules = folder.resolve("cloudtrail.rules.yml");
        Map<String, Map<String, Map<String, List<String>>>> compose = new Yaml().load(Files.readString(COMPOSE));
        String command =
                compose.get("services").get("prometheus").get("command").get(0);
        String make = command.substring(0, command.indexOf(" && exec "))
                .replace("$$", "$")
                .replace("/etc/prometheus/cloudtrail.rules.yml", SHIPPED.toString())
                .replace(">/prometheus/cloudtrail.rules.yml", ">" + rules);
        assertThat(Tools.run("", "sh", "-c", make).code()).as(make).isZero();
    }

    @Test
    void rulesDifferFromTheShippedOnesInTheWaitsOfTheAlertsAboutTrailsOnly() throws Exception {
        List<String> shipped = Files.readAllLines(SHIPPED);
        List<String> faster = Files.readAllLines(rules);

        assertThat(faster).hasSameSizeAs(shipped);
        int exporter = shipped.indexOf("  - name: cloudtrail.exporter");
        assertThat(exporter).isPositive();
        for (int i = 0; i < shipped.size(); i++) {
            if (i < exporter && shipped.get(i).matches(" +(for|keep_firing_for|interval): \\d+m")) {
                assertThat(faster.get(i))
                        .isEqualTo(shipped.get(i).replaceFirst("m$", "s"))
                        .isNotEqualTo(shipped.get(i));
            } else {
                assertThat(faster.get(i)).isEqualTo(shipped.get(i));
            }
        }
    }

    /** Alertmanager adds group_wait (30 s) to the first time and group_interval (5 min) between the two mails. */
    @Test
    void incidentFiresBetweenItsBeginAndItsEndAndResolvesSoonAfter() throws Exception {
        Tools.need("promtool");
        String test = TEST.formatted(
                "{" + LABELS + "}",
                values(delivery -> delivery.error().isEmpty() ? "0" : "stale"),
                "{" + LABELS + ",code=\"AccessDenied\"}",
                values(delivery -> delivery.error().isEmpty() ? "stale" : "1"),
                values(delivery -> Long.toString(delivery.latest().orElseThrow().getEpochSecond())),
                FIRING,
                String.join(", ", groups()));
        Path file = Files.writeString(folder.resolve("incident.test.yml"), test);

        Tools.Ran ran = Tools.run("", "promtool", "test", "rules", file.toString());

        assertThat(ran.code()).as(ran.output()).isZero();
    }

    private static List<String> groups() throws IOException {
        Map<String, List<Map<String, Object>>> shipped = new Yaml().load(Files.readString(SHIPPED));
        return shipped.get("groups").stream()
                .map(group -> group.get("name").toString())
                .toList();
    }

    /** One value for each scrape; the demo starts at the time 0 of promtool. */
    private static String values(Function<Delivery, String> value) {
        DemoTrail trail = new DemoCompany(Instant.EPOCH)
                .trails().stream()
                        .filter(it -> it.arn().name().equals("checkout-trail"))
                        .findFirst()
                        .orElseThrow();
        return IntStream.rangeClosed(0, TEN_MINUTES_OF_SCRAPES)
                .mapToObj(i -> trail.status("us-east-1", Instant.EPOCH.plus(SCRAPES.multipliedBy(i)))
                        .delivery(Destination.S3))
                .map(value)
                .collect(Collectors.joining(" "));
    }
}
