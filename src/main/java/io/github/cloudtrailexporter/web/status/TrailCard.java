package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Advice;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailSettings.Destinations;
import io.github.cloudtrailexporter.web.Project;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the page says about one trail. */
final class TrailCard {

    private final Html html;
    private final RegionTable table;

    TrailCard(Html html, Instant now) {
        this.html = html;
        this.table = new RegionTable(html, now);
    }

    /** A trail that is not healthy somewhere: what is wrong, what to do, where. */
    void problem(TrailGroup group) {
        Mark mark = Mark.of(group.worst());
        html.raw("<article class=\"card ").raw(mark.css()).raw("\"><header>");
        title(group);
        html.raw("</header><div class=what>");
        group.problems().forEach(this::block);
        List<TrailRow> fine = group.healthyRows();
        if (!fine.isEmpty()) {
            html.raw("<details class=fine><summary>").raw(Mark.OK.svg()).text("Healthy in " + Words.regions(fine));
            html.raw("</summary>");
            table.write(fine, true);
            html.raw("</details>");
        }
        html.raw("</div>");
        facts(group.first().report());
        html.raw("</article>");
    }

    /** A healthy trail: one line that opens. */
    void healthy(TrailGroup group) {
        html.raw("<details class=trail><summary>").raw(Mark.OK.svg()).raw("<span class=who>");
        html.element("b", group.key().trail()).raw(" ");
        account(group);
        html.raw("</span><span class=how>").text(Words.regions(group.rows())).raw("</span><span class=how>");
        html.text(group.first().health().message()).raw("</span></summary>");
        table.write(group.rows(), true);
        facts(group.first().report());
        html.raw("</details>");
    }

    private void title(TrailGroup group) {
        html.element("h2", group.key().trail()).raw("<p>");
        account(group);
        html.raw("</p>");
    }

    private void account(TrailGroup group) {
        TrailReport report = group.first().report();
        String id = report.key().accountId().isEmpty()
                ? "account not known"
                : report.key().accountId();
        html.raw("<span class=mut>");
        if (!report.accountName().isEmpty()) {
            html.text(report.accountName()).raw(" \u00b7 ");
        }
        html.text(id).raw("</span>");
    }

    /** One problem in all the Regions that have it. */
    private void block(List<TrailRow> rows) {
        TrailRow first = rows.get(0);
        Mark mark = Mark.of(first.health().state());
        html.raw("<section class=\"block ")
                .raw(mark.css())
                .raw("\"><h3>")
                .raw(mark.svg())
                .raw("<span>");
        html.text(first.health().message());
        html.raw(" <small>in ").text(Words.regions(rows)).raw("</small></span></h3>");
        List<Issue> issues = Issue.of(first);
        issues.forEach(issue -> advice(issue, issues.size() > 1));
        where(rows);
        html.raw("</section>");
    }

    /** A table of what is not known would say nothing. */
    private void where(List<TrailRow> rows) {
        if (rows.get(0).health().state() != State.UNKNOWN) {
            table.write(rows, false);
        } else if (!Words.areNamed(rows)) {
            html.raw("<ul class=places>");
            rows.forEach(row -> html.element("li", row.region()));
            html.raw("</ul>");
        }
    }

    private void advice(Issue issue, boolean named) {
        html.raw("<div class=advice>");
        if (named) {
            html.element("h4", issue.title());
        }
        Advice advice = issue.advice();
        html.element("p", advice.meaning());
        html.raw("<p><b>What to do.</b> ").text(advice.remedy()).raw("</p><p class=more>");
        html.link(Project.runbook(issue.alert()), "Runbook");
        if (!advice.page().isEmpty()) {
            html.raw(" ").link(advice.page(), "AWS documentation");
        }
        html.raw("</p></div>");
    }

    private void facts(TrailReport report) {
        html.raw("<dl class=facts>");
        report.arn()
                .ifPresentOrElse(
                        arn -> fact("ARN", arn.toString()),
                        () -> fact("Home Region", report.key().homeRegion()));
        Optional<TrailSettings> settings = report.settings();
        settings.ifPresent(this::settings);
        html.raw("</dl>");
    }

    private void settings(TrailSettings settings) {
        Destinations to = settings.destinations();
        String prefix = to.s3KeyPrefix().isEmpty() ? "" : "/" + to.s3KeyPrefix();
        fact("Bucket", to.s3Bucket().isEmpty() ? "" : to.s3Bucket() + prefix);
        fact("KMS key", to.kmsKeyId());
        fact("SNS topic", to.snsTopicArn());
        fact("Log group", to.logGroupArn());
        html.raw("<div>")
                .element("dt", "Records")
                .element("dd class=prose", scope(settings))
                .raw("</div>");
    }

    private static String scope(TrailSettings settings) {
        String accounts = settings.organization() ? "the whole organization" : "this account";
        return accounts + (settings.multiRegion() ? ", every Region" : ", its home Region only");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
        }
    }
}
