package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("prometheus")
class FasterTest {

    @TempDir
    Path folder;

    @Test
    void dividesEveryKindOfTime() {
        String yaml = """
                interval: 10m
                expr: age > 15 * 60 and x[1d] offset 1h < 7 * 86400 and y[10m20s]
                for: 5m
                scrape_timeout: 30s
                """;

        assertThat(Faster.by(60, yaml)).isEqualTo("""
                interval: 10000ms
                expr: age > 15 * 1 and x[1440000ms] offset 60000ms < 7 * 1440 and y[10333ms]
                for: 5000ms
                scrape_timeout: 500ms
                """);
    }

    @Test
    void leavesOtherNumbersAndTextsAlone() {
        String yaml = """
                expr: avg_over_time(poll_seconds[15m]) > 24
                description: CloudTrail retries for 30 days, which are 43200 minutes.
                """;

        assertThat(Faster.by(60, yaml)).contains("> 24", "for 30 days, which are 43200 minutes.");
    }

    @Test
    void noTimeOfTheShippedRulesIsOverlooked() throws IOException {
        String rules = Faster.by(60, Files.readString(RulesFile.SHIPPED)).replaceAll("(?m)^\\s*#.*$", "");

        assertThat(rules).doesNotContainPattern("\\[[\\dsmhd]+(?<!ms)]|offset \\d+[smhd]\\b|for: \\d+[smhd]\\b");
    }

    @ParameterizedTest
    @EnumSource
    void promtoolAcceptsFasterRules(Generation generation) throws IOException {
        Tool promtool = Tool.require(generation, "promtool");
        Path rules = Files.writeString(folder.resolve("rules.yml"), Faster.by(60, Files.readString(RulesFile.SHIPPED)));

        Tool.Result result = promtool.run("check", "rules", rules.toString());

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void amtoolAcceptsAFasterConfiguration(Generation generation) throws IOException {
        Tool amtool = Tool.require(generation, "amtool");
        Path config = Files.writeString(
                folder.resolve("alertmanager.yml"),
                Faster.by(60, Files.readString(AlertmanagerConfig.SHIPPED))
                        .replace("templates/*.tmpl", AlertmanagerConfig.TEMPLATES.toAbsolutePath() + "/*.tmpl"));

        Tool.Result result = amtool.run("check-config", config.toString());

        assertThat(result.ok()).as(result.output()).isTrue();
    }
}
