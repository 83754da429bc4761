package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Version, revision and home of this build.
 *
 * @param version for example {@code 0.1.0}
 * @param revision the abbreviated commit; {@code unknown} for a build outside a git checkout
 */
public record BuildInfo(String version, String revision) {

    /** The home of the project. */
    public static final String HOME = "https://github.com/cloudtrail-exporter/cloudtrail-exporter";

    public BuildInfo {
        Objects.requireNonNull(version);
        Objects.requireNonNull(revision);
    }

    /** The running build, from the file that the build writes into the jar. */
    public static BuildInfo current() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String revision = properties.getProperty("revision");
        return new BuildInfo(properties.getProperty("version"), revision.startsWith("${") ? "unknown" : revision);
    }

    /** The URL of the runbook of an alert. */
    public static String runbook(String alert) {
        return HOME + "/blob/main/docs/runbooks/" + alert + ".md";
    }

    @Override
    public String toString() {
        return "cloudtrail-exporter, version " + version + " (revision: " + revision + ", java: "
                + System.getProperty("java.version") + ")";
    }
}
