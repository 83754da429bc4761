package io.github.cloudtrailexporter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param revision the abbreviated commit; {@code unknown} where it was not built from a checkout
 */
public record Build(String version, String revision) {

    public static Build current() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String revision = properties.getProperty("revision");
        return new Build(properties.getProperty("version"), revision.startsWith("${") ? "unknown" : revision);
    }

    @Override
    public String toString() {
        return "cloudtrail-exporter, version " + version + " (revision: " + revision + ", java: "
                + System.getProperty("java.version") + ")";
    }
}
