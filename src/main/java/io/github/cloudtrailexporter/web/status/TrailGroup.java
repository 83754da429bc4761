package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trail in all the Regions it is polled in.
 *
 * @param rows at least one
 */
record TrailGroup(List<TrailRow> rows) {

    static final Comparator<TrailGroup> WORST_FIRST = Comparator.comparing(TrailGroup::worst);

    TrailGroup {
        rows = List.copyOf(rows);
    }

    /** The Regions of a trail that have the very same problem. */
    record Problem(List<Issue> issues, List<TrailRow> rows) {

        StatusIcon icon() {
            return rows.get(0).icon();
        }

        String message() {
            return rows.get(0).message();
        }

        boolean unknown() {
            return rows.get(0).health().state() == State.UNKNOWN;
        }

        String regions() {
            return Format.regions(rows);
        }

        boolean namesRegions() {
            return Format.areNamed(rows);
        }
    }

    /**
     * A line of the list of settings.
     *
     * @param css the style class of its value; empty for none
     */
    record Fact(String name, String value, String css) {}

    /** The row to read what holds in all Regions from: that of the home Region if it was polled. */
    private TrailRow first() {
        return rows.stream().filter(TrailRow::isHome).findFirst().orElse(rows.get(0));
    }

    String name() {
        return PrintableText.of(report().key().trail());
    }

    String accountName() {
        return PrintableText.of(report().accountName());
    }

    String account() {
        String id = report().key().accountId();
        return id.isEmpty() ? "account not known" : id;
    }

    String message() {
        return first().message();
    }

    /** What the trail does not record, or that this is unknown; empty if it records all management events. */
    String recordingNote() {
        return report().selectors().note();
    }

    String regions() {
        return Format.regions(rows);
    }

    State worst() {
        return rows.stream()
                .map(row -> row.health().state())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    StatusIcon icon() {
        return StatusIcon.of(worst());
    }

    boolean isHealthy() {
        return worst() == State.HEALTHY;
    }

    List<TrailRow> healthyRows() {
        return rows.stream().filter(row -> row.health().healthy()).toList();
    }

    String healthyRegions() {
        return Format.regions(healthyRows());
    }

    /** The rows that are not healthy, grouped by problem, the worst first. */
    List<Problem> problems() {
        Map<List<Issue>, List<TrailRow>> byIssue = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !row.health().healthy())
                .sorted(Comparator.comparing(row -> row.health().state()))
                .forEach(row -> byIssue.computeIfAbsent(Issue.of(row), issues -> new ArrayList<>())
                        .add(row));
        return byIssue.entrySet().stream()
                .map(entry -> new Problem(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What DescribeTrails returned, without empty values. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(report().arn()
                .map(arn -> new Fact("ARN", arn.toString(), ""))
                .orElseGet(() -> new Fact("Home Region", report().key().homeRegion(), "")));
        report().settings().ifPresent(settings -> addSettings(facts, settings));
        return facts.stream().filter(fact -> !fact.value().isEmpty()).toList();
    }

    private static void addSettings(List<Fact> facts, TrailSettings settings) {
        TrailSettings.Destinations to = settings.destinations();
        String prefix = to.s3KeyPrefix().isEmpty() ? "" : "/" + to.s3KeyPrefix();
        facts.add(new Fact("Bucket", to.s3Bucket().isEmpty() ? "" : to.s3Bucket() + prefix, ""));
        facts.add(new Fact("KMS key", to.kmsKeyId(), ""));
        facts.add(new Fact("SNS topic", to.snsTopicArn(), ""));
        facts.add(new Fact("Log group", to.logGroupArn(), ""));
        String accounts = settings.organization() ? "the whole organization" : "this account";
        String regions = settings.multiRegion() ? ", every Region" : ", its home Region only";
        facts.add(new Fact("Records", accounts + regions, "prose"));
    }

    private TrailReport report() {
        return first().report();
    }
}
