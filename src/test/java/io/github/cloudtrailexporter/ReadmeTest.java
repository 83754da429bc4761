package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonParser;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README says of metrics, reasons and files is true. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("config.example.yml");
    private static final Path GOLDEN_PAGE = Path.of("src/test/resources/metrics/page.txt");
    private static final Pattern METRIC_ROW = Pattern.compile("(?m)^\\| `(cloudtrail_[a-z_]+)` \\|([^|]*)\\|");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (cloudtrail_[a-z_]+) ");

    @Test
    void theTableOfMetricsHoldsExactlyTheFamiliesOfThePage() throws IOException {
        Set<String> families = matches(FAMILY, Files.readString(GOLDEN_PAGE));
        families.add("cloudtrail_exporter_build_info");

        assertThat(matches(METRIC_ROW, Files.readString(README))).isEqualTo(families);
    }

    @Test
    void theTableOfMetricsNamesTheFurtherLabelsOfEachFamily() throws IOException {
        String page = Files.readString(GOLDEN_PAGE);
        List<MatchResult> rows =
                METRIC_ROW.matcher(Files.readString(README)).results().toList();

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            Set<String> told = matches(Pattern.compile("`([a-z0-9_]+)`"), row.group(2));
            Set<String> shown = labels(page, row.group(1));
            shown.removeAll(Set.of("aws_account_id", "aws_region", "home_region", "trail", "le"));
            told.removeAll(Set.of("aws_account_id", "aws_region", "cloudtrail_discovery_up"));
            boolean onGoldenPage = !row.group(1).equals("cloudtrail_exporter_build_info");
            assertThat(told).as(row.group(1)).isEqualTo(onGoldenPage ? shown : told);
        });
    }

    @Test
    void everyReasonIsExplained() throws IOException {
        String table = Files.readString(README)
                .split("### Why a trail is unknown", 2)[1]
                .split("\n## ", 2)[0];
        Set<String> reasons =
                Arrays.stream(FailureReason.values()).map(FailureReason::label).collect(Collectors.toSet());

        assertThat(table.lines()
                        .filter(line -> line.startsWith("| `") && !line.startsWith("| `reason`"))
                        .map(line -> line.split("\\|", -1)[1]))
                .flatExtracting(cell -> matches(Pattern.compile("`([a-z_]+)`"), cell))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void thePolicyIsTheOneThatIsPrintedForTheExample() throws Exception {
        String block = Files.readString(README).split("```json\n", 2)[1].split("```", 2)[0];

        assertThat(JsonParser.object().from(block))
                .isEqualTo(PrintedPolicies.of(Files.readString(EXAMPLE), "")
                        .getObject("exporter")
                        .getObject("permissions"));
    }

    @Test
    void whatGreenDoesNotProveIsSaid() throws IOException {
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
