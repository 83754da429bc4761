package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.util.List;

/** Accounts and Regions that discovery covers, as a list of bounded length. */
record Places(List<DiscoveryReport> reports) {

    private static final int MAX_SHOWN = 100;

    boolean isEmpty() {
        return reports.isEmpty();
    }

    List<String> shown() {
        return reports.stream().limit(MAX_SHOWN).map(Places::name).toList();
    }

    int hidden() {
        return Math.max(0, reports.size() - MAX_SHOWN);
    }

    String more() {
        return Format.number(hidden());
    }

    String count() {
        return Format.count(reports.size(), "place");
    }

    String noTrail() {
        int places = reports.size();
        return "No trail in "
                + (places == 1 ? "one account and Region" : Format.number(places) + " accounts and Regions");
    }

    private static String name(DiscoveryReport report) {
        String account = report.accountId().isEmpty() ? "account not known" : report.accountId();
        return report.awsRegion().isEmpty() ? account : account + " \u00b7 " + report.awsRegion();
    }
}
