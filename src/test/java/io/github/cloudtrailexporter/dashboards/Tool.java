package io.github.cloudtrailexporter.dashboards;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program that a test needs and that a developer's machine may lack. */
final class Tool {

    private Tool() {}

    /** Where it is. Skips the test loudly if it is not installed; where {@code CI=true} that is a failure. */
    static Path require(String name) {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseGet(() -> missing(name));
    }

    private static Path missing(String name) {
        String message = "NOT PROVED: " + name + " is not installed (on Debian: apt-get install prometheus)";
        if ("true".equals(System.getenv("CI"))) {
            return Assertions.fail(message);
        }
        System.err.println(message);
        return Assumptions.abort(message);
    }
}
