package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.Advice;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.web.Project;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where looking for trails failed, and where there is none. */
final class DiscoverySection {

    private static final int MOST_PLACES = 100;

    private final Html html;

    DiscoverySection(Html html) {
        this.html = html;
    }

    void write(StatusView view) {
        if (!view.unsearched().isEmpty()) {
            html.raw("<h2>Looking for trails</h2>");
            byReason(view.unsearched()).forEach(this::failure);
        }
        if (!view.empty().isEmpty()) {
            html.raw("<details class=list><summary>").text(noTrail(view.empty().size()));
            html.raw("</summary>");
            places(view.empty());
            html.raw("</details>");
        }
    }

    private static String noTrail(int places) {
        return "No trail in "
                + (places == 1 ? "one account and Region" : Words.number(places) + " accounts and Regions");
    }

    private static Map<FailureReason, List<DiscoveryReport>> byReason(List<DiscoveryReport> looks) {
        return looks.stream()
                .collect(Collectors.groupingBy(
                        look -> look.failure().orElseThrow().reason(), TreeMap::new, Collectors.toList()));
    }

    private void failure(FailureReason reason, List<DiscoveryReport> looks) {
        Advice advice = Advice.ofDiscovery(reason);
        html.raw("<article class=\"card unknown\"><section class=\"block unknown\"><h3>")
                .raw(Mark.UNKNOWN.svg());
        html.raw("<span>").text("Looking for trails failed: " + reason.message());
        html.raw(" <small>in ").text(Words.count(looks.size(), "place")).raw("</small></span></h3><div class=advice>");
        html.element("p", advice.meaning());
        html.raw("<p><b>What to do.</b> ").text(advice.remedy()).raw("</p><p class=more>");
        html.link(Project.runbook("CloudTrailDiscoveryFailing"), "Runbook").raw("</p></div>");
        places(looks);
        html.raw("</section></article>");
    }

    private void places(List<DiscoveryReport> looks) {
        html.raw("<ul class=places>");
        looks.stream().limit(MOST_PLACES).forEach(look -> html.element("li", place(look)));
        if (looks.size() > MOST_PLACES) {
            html.element("li class=mut", "and " + Words.number(looks.size() - MOST_PLACES) + " more");
        }
        html.raw("</ul>");
    }

    private static String place(DiscoveryReport look) {
        String account = look.accountId().isEmpty() ? "account not known" : look.accountId();
        return look.awsRegion().isEmpty() ? account : account + " \u00b7 " + look.awsRegion();
    }
}
