package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.docs.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules, runbooks and the table of metrics are consistent; needs no tool. */
class RulesConsistencyTest {

    private static final Path RUNBOOKS = Path.of("docs", "runbooks");
    private static final String RUNBOOK_URL = Home.url() + "/blob/main/docs/runbooks/";
    private static final List<String> TRAIL_LABELS = List.of("aws_account_id", "aws_region", "trail");
    private static final Pattern METRIC = Pattern.compile("\\bcloudtrail_[a-z_]+\\b");
    private static final Pattern RECORDED = Pattern.compile("(?<![\\w:])cloudtrail:[a-z_:0-9]+[a-z]");
    private static final Pattern MATCHED_LABEL = Pattern.compile("[{,]\\s*(\\w+)(?:=~|!~|!=|=)");
    private static final Pattern GROUPED_LABELS = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

    private final RulesFile rules = RulesFile.shipped();

    @Test
    void everyAlertHasASeverityAndACategory() {
        assertThat(rules.alerts())
                .allSatisfy(alert -> assertThat(alert.label("severity")).isIn("critical", "warning", "none"))
                .allSatisfy(alert -> assertThat(categories(alert))
                        .isNotEmpty()
                        .isSubsetOf("recording", "delivery", "permissions", "exporter"));
    }

    @Test
    void everySummaryIsOneStaticSentence() {
        assertThat(rules.alerts())
                .allSatisfy(alert -> assertThat(alert.annotation("summary"))
                        .matches("[A-Z][^{}]*\\.")
                        .hasSizeLessThan(110));
    }

    @Test
    void everyAlertOfATrailHasItsLabelsAndNamesItInTheDescription() {
        assertThat(rules.alerts())
                .filteredOn(alert -> alert.annotations().containsKey("check"))
                .hasSizeGreaterThan(15)
                .allSatisfy(alert -> assertThat(alert.annotation("description"))
                        .contains(TRAIL_LABELS.stream().map("$labels."::concat).toList()));
        assertThat(rules.alerts())
                .allSatisfy(alert -> assertThat(alert.annotation("description")).hasSizeGreaterThan(150));
    }

    @Test
    void everyAlertHasItsOwnRunbook() {
        assertThat(rules.alerts())
                .allSatisfy(alert ->
                        assertThat(alert.annotation("runbook_url")).isEqualTo(RUNBOOK_URL + alert.name() + ".md"))
                .allSatisfy(alert -> assertThat(runbook(alert.name())).exists());
    }

    @Test
    void everyRunbookBelongsToAnAlertAndBeginsWithItsName() {
        Set<String> names = runbooks().stream()
                .map(file -> file.getFileName().toString().replace(".md", ""))
                .filter(name -> !name.equals("README"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names)
                .isEqualTo(new TreeSet<>(rules.alertNames()))
                .allSatisfy(name -> assertThat(text(runbook(name))).startsWith("# " + name + "\n"));
    }

    @Test
    void everyRunbookHasMeaningDiagnosisCausesAndRepair() {
        assertThat(rules.alertNames())
                .allSatisfy(name -> assertThat(text(runbook(name)))
                        .contains(
                                "\n## What it means\n",
                                "\n## See it",
                                "\n## Likely causes",
                                "\n## Verify the repair\n"));
    }

    @Test
    void theIndexListsEveryRunbook() {
        String index = text(RUNBOOKS.resolve("README.md"));

        assertThat(rules.alertNames())
                .allSatisfy(name -> assertThat(index).contains("[" + name + "](" + name + ".md)"));
    }

    @Test
    void everyLinkBetweenRunbooksIsValid() {
        Pattern link = Pattern.compile("\\]\\(((?:CloudTrail\\w+\\.md)?)(#[\\w-]+)?\\)");

        assertThat(runbooks())
                .allSatisfy(file -> link.matcher(text(file)).results().forEach(found -> {
                    Path target = found.group(1).isEmpty() ? file : RUNBOOKS.resolve(found.group(1));
                    assertThat(target).exists();
                    if (found.group(2) != null) {
                        assertThat(anchors(target)).as("anchors of " + target).contains(found.group(2));
                    }
                }));
    }

    @Test
    void rulesAndRunbooksNameOnlyMetricsThatExist() {
        Set<String> known = MetricsTable.names();

        assertThat(Stream.concat(texts(), runbooks().stream().map(RulesConsistencyTest::text)))
                .allSatisfy(text -> assertThat(matches(METRIC, text))
                        .map(name -> name.replaceFirst("_bucket$", ""))
                        .isSubsetOf(known));
    }

    @Test
    void rulesAndRunbooksNameOnlySeriesThatAreRecorded() {
        assertThat(Stream.concat(texts(), runbooks().stream().map(RulesConsistencyTest::text)))
                .allSatisfy(text -> assertThat(matches(RECORDED, text)).allMatch(rules::contains));
    }

    @Test
    void rulesUseOnlyLabelsThatExist() {
        Set<String> known = new TreeSet<>(MetricsTable.labels());
        known.addAll(List.of("job", "alertname", "alertstate", "severity", "__name__"));

        assertThat(rules.rules()).allSatisfy(rule -> {
            assertThat(MATCHED_LABEL.matcher(rule.expr()).results().map(found -> found.group(1)))
                    .isSubsetOf(known);
            assertThat(GROUPED_LABELS
                            .matcher(rule.expr())
                            .results()
                            .flatMap(found -> Stream.of(found.group(1).strip().split("[\\s,]+", -1))))
                    .filteredOn(label -> !label.isEmpty())
                    .isSubsetOf(known);
        });
    }

    /** Prometheus 2 counts a sample on the left edge of a window, Prometheus 3 does not. */
    @Test
    void noWindowBeginsOnAScrapeOrAnEvaluation() {
        Pattern window = Pattern.compile("\\[\\d\\w*]");

        assertThat(rules.rules())
                .flatMap(
                        rule -> matches(window, rule.expr() + rule.annotations().values()))
                .hasSizeGreaterThan(50)
                .allMatch(found -> found.matches("\\[(\\d+[mhd])?20s]"));
    }

    @Test
    void onlyRulesAboutTheExporterDependOnTheNameOfItsJob() {
        assertThat(rules.rules())
                .filteredOn(rule -> rule.expr().contains("job="))
                .extracting(Rule::name)
                .containsOnly("CloudTrailExporterDown", "CloudTrailExporterAbsent");
    }

    @Test
    void alertsOfTrailsDoNotDependOnTheExporter() {
        assertThat(rules.alerts())
                .filteredOn(alert -> alert.annotations().containsKey("check"))
                .noneMatch(alert -> alert.annotation("description").contains("$labels.instance"));
    }

    private Stream<String> texts() {
        return rules.rules().stream().map(rule -> rule.expr() + "\n" + rule.annotation("description"));
    }

    private static List<String> categories(Rule alert) {
        return Stream.of(alert.label("category")
                        .replaceAll("\\{\\{.*?}}", " ")
                        .strip()
                        .split("\\s+", -1))
                .toList();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }

    /** The headings of a page as GitHub makes anchors of them. */
    private static List<String> anchors(Path file) {
        return text(file)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> "#"
                        + line.replaceFirst("#+ ", "")
                                .toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("[^a-z0-9 -]", "")
                                .replace(' ', '-'))
                .toList();
    }

    private static Path runbook(String alert) {
        return RUNBOOKS.resolve(alert + ".md");
    }

    private static List<Path> runbooks() {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
