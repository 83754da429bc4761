package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules and routes fit Amazon Managed Service for Prometheus and Grafana Mimir, which allow less than Prometheus. */
@Tag("prometheus")
class ManagedPrometheusTest {

    private static final Path EXAMPLE = Path.of("alertmanager", "amp.example.yml");

    /** Mimir's default of {@code ruler_max_rules_per_rule_group}. */
    private static final int MOST_RULES = 20;

    private static final Pattern REPEAT = Pattern.compile("repeat_interval: (\\d+)([smhd])\\b");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);

    private final Map<String, Object> file = Yaml.read(EXAMPLE);
    private final String text = (String) file.get("alertmanager_config");
    private final Map<String, Object> config = Yaml.parse(text);
    private final Map<String, Object> shipped = AlertmanagerConfig.shipped().document();

    @TempDir
    private Path folder;

    @Test
    void noGroupHasMoreRulesThanMimirAllows() {
        assertThat(Yaml.list(Yaml.read(RulesFile.SHIPPED).get("groups")))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(Yaml.list(Yaml.map(group).get("rules")))
                        .as(String.valueOf(Yaml.map(group).get("name")))
                        .hasSizeBetween(1, MOST_RULES));
    }

    @ParameterizedTest
    @EnumSource
    void amtoolAcceptsTheEmbeddedConfiguration(Generation generation) throws Exception {
        Tool amtool = Tool.require(generation, "amtool");
        Path inside = Files.writeString(folder.resolve("alertmanager.yml"), text);

        Tool.Result result = amtool.run("check-config", inside.toString());

        assertThat(file).containsOnlyKeys("alertmanager_config");
        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @Test
    void routesAndInhibitionAreThoseOfTheOtherExample() {
        assertThat(config).containsOnlyKeys("route", "inhibit_rules", "receivers");
        assertThat(config.get("route")).isEqualTo(shipped.get("route"));
        assertThat(config.get("inhibit_rules")).isEqualTo(shipped.get("inhibit_rules"));
        assertThat(new AlertmanagerConfig(config).receivers())
                .isEqualTo(AlertmanagerConfig.shipped().receivers());
    }

    /** The service allows no other receiver, requires the Region, and rejects the other two properties. */
    @Test
    void everyReceiverIsATopicWithItsRegion() {
        for (Object receiver : Yaml.list(config.get("receivers"))) {
            assertThat(Yaml.map(receiver)).containsOnlyKeys("name", "sns_configs");
            for (Object topic : Yaml.list(Yaml.map(receiver).get("sns_configs"))) {
                Map<String, Object> fields = Yaml.map(topic);
                assertThat((String) fields.get("topic_arn")).startsWith("arn:aws:sns:us-east-1:");
                assertThat(Yaml.map(fields.get("sigv4"))).containsOnlyKeys("region");
                assertThat((String) fields.get("subject")).contains("%.99s");
                assertThat(fields).doesNotContainKeys("api_url", "http_config");
            }
        }
    }

    @Test
    void everyNotificationIsRepeatedWithinFiveDays() {
        List<Integer> intervals = Stream.of(text)
                .flatMap(each -> REPEAT.matcher(each).results())
                .map(ManagedPrometheusTest::seconds)
                .toList();

        assertThat(intervals)
                .isNotEmpty()
                .allSatisfy(seconds -> assertThat(seconds).isLessThanOrEqualTo(5 * 86_400));
    }

    private static int seconds(MatchResult interval) {
        return Integer.parseInt(interval.group(1)) * SECONDS.get(interval.group(2));
    }
}
