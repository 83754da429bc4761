package io.github.cloudtrailexporter.web;

import java.util.Objects;

/**
 * Which build this is.
 *
 * @param version for example {@code 0.1.0}
 * @param revision the abbreviated commit; may be empty
 */
public record BuildInfo(String version, String revision) {
    public BuildInfo {
        Objects.requireNonNull(version);
        Objects.requireNonNull(revision);
    }
}
