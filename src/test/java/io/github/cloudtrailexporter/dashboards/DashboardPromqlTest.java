package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.rules.Generation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prometheus' own parser accepts every expression. */
@Tag("prometheus")
class DashboardPromqlTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void prometheusParsesEveryExpression(Generation generation) throws Exception {
        Path promtool = generation.require("promtool");
        List<Query> queries = Dashboard.all().stream()
                .flatMap(dashboard ->
                        Stream.concat(dashboard.queries().stream(), dashboard.annotationQueries().stream()))
                .toList();
        Path rules = Files.writeString(folder.resolve("rules.yml"), asRules(queries));

        String problems = run(promtool.toString(), "check", "rules", rules.toString());

        assertThat(queries).hasSizeGreaterThan(100);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void promtoolRejectsInvalidPromql(Generation generation) throws Exception {
        Path promtool = generation.require("promtool");
        Query broken = new Query(
                "broken", "sum(up{job=~\"$job\"}", true, "", Dashboard.all().get(0));
        Path rules = Files.writeString(folder.resolve("rules.yml"), asRules(List.of(broken)));

        String problems = run(promtool.toString(), "check", "rules", rules.toString());

        assertThat(problems).contains("could not parse expression");
    }

    /** A file of recording rules in which the name of the group is the place of the expression. */
    private static String asRules(List<Query> queries) {
        StringBuilder rules = new StringBuilder("groups:\n");
        for (int i = 0; i < queries.size(); i++) {
            Query query = queries.get(i);
            rules.append("- name: '%d %s'\n  rules:\n  - record: panel:query%d\n    expr: |\n"
                    .formatted(i, query.where().replace("'", ""), i));
            query.withAllSelected()
                    .lines()
                    .forEach(line -> rules.append("      ").append(line).append('\n'));
        }
        return rules.toString();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String problems = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? "" : problems;
    }
}
