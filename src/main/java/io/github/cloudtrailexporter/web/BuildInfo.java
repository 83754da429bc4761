package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version and abbreviated commit of this build; {@code unknown} is that of a build outside a git checkout. */
public record BuildInfo(String version, String revision) {

    private static final Properties BUILD = read();

    /** The home of the project: the URL in pom.xml. */
    public static final String HOME = BUILD.getProperty("home");

    /** The running build, from the file that the build writes into the jar. */
    public static BuildInfo current() {
        String revision = BUILD.getProperty("revision");
        return new BuildInfo(BUILD.getProperty("version"), revision.startsWith("${") ? "unknown" : revision);
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
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
