package io.github.cloudtrailexporter.web;

/** Where the project lives. */
public final class Project {

    public static final String HOME = "https://github.com/cloudtrail-exporter/cloudtrail-exporter";

    private Project() {}

    public static String runbook(String alert) {
        return HOME + "/blob/main/docs/runbooks/" + alert + ".md";
    }
}
