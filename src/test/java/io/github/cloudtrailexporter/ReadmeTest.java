package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonParser;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README agrees with the metrics page, the list of reasons and the printed policy. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("config.example.yml");
    private static final Path GOLDEN_PAGE = Path.of("src/test/resources/metrics/page.txt");
    private static final Pattern METRIC_ROW = Pattern.compile("(?m)^\\| `(cloudtrail_[a-z_]+)` \\|([^|]*)\\|");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (cloudtrail_[a-z_]+) ");

    @Test
    void tableOfMetricsListsExactlyTheFamiliesOfThePage() throws IOException {
        Set<String> families = matches(FAMILY, Files.readString(GOLDEN_PAGE));
        families.add("cloudtrail_exporter_build_info");
        ReloadMetrics.ofWebConfiguration(Instant.EPOCH).collect().forEach(family -> families.add(family.name));

        assertThat(matches(METRIC_ROW, Files.readString(README))).isEqualTo(families);
    }

    @Test
    void tableOfMetricsListsTheFurtherLabelsOfEachFamily() throws IOException {
        String page = Files.readString(GOLDEN_PAGE);
        List<MatchResult> rows =
                METRIC_ROW.matcher(Files.readString(README)).results().toList();

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            Set<String> documented = matches(Pattern.compile("`([a-z0-9_]+)`"), row.group(2));
            Set<String> shown = labels(page, row.group(1));
            shown.removeAll(Set.of("aws_account_id", "aws_region", "home_region", "trail", "le"));
            documented.removeAll(Set.of("aws_account_id", "aws_region", "cloudtrail_discovery_up"));
            boolean onGoldenPage = !row.group(1).equals("cloudtrail_exporter_build_info");
            assertThat(documented).as(row.group(1)).isEqualTo(onGoldenPage ? shown : documented);
        });
    }

    /** {@code TroubleshootingTest} verifies that the linked page explains each of them. */
    @Test
    void everyReasonIsListed() throws IOException {
        String section = Files.readString(README)
                .split("### Why a trail is unknown", 2)[1]
                .split("\n##", 2)[0];
        Set<String> listed = matches(Pattern.compile("`([a-z_]+)`"), section);
        listed.remove("reason");

        assertThat(section).contains("docs/troubleshooting.md#by-reason");
        assertThat(listed)
                .isEqualTo(Arrays.stream(FailureReason.values())
                        .map(FailureReason::label)
                        .collect(Collectors.toSet()));
    }

    @Test
    void policyIsThatPrintedForTheExample() throws Exception {
        String block = Files.readString(README).split("```json\n", 2)[1].split("```", 2)[0];

        assertThat(JsonParser.object().from(block))
                .isEqualTo(PrintedPolicies.of(Files.readString(EXAMPLE), "")
                        .getObject("exporter")
                        .getObject("permissions"));
    }

    @Test
    void limitsOfAGreenPageAreDocumented() throws IOException {
        assertThat(Files.readString(README))
                .contains(
                        "## What green does not prove", "event selectors", "service control policy", "lifecycle rules");
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> labels(String page, String family) {
        return page.lines()
                .filter(line -> line.startsWith(family + "{") || line.startsWith(family + "_bucket{"))
                .flatMap(line -> matches(Pattern.compile("([a-z_0-9]+)=\""), line).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
