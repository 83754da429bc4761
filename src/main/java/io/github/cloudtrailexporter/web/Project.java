package io.github.cloudtrailexporter.web;

/** Where the project lives. */
final class Project {

    static final String HOME = "https://github.com/cloudtrail-exporter/cloudtrail-exporter";

    private Project() {}

    static String runbook(String alert) {
        return HOME + "/blob/main/docs/runbooks/" + alert + ".md";
    }
}
