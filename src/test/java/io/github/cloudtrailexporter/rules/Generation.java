package io.github.cloudtrailexporter.rules;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A generation of Prometheus with its promtool, Alertmanager and amtool. The rules must mean the same on both, so tests run
 * on each one that the machine has.
 */
public enum Generation {
    /** The tools on the PATH: Prometheus 2 and Alertmanager 0.25 where Debian's packages are installed. */
    INSTALLED("PATH", "install Debian's packages prometheus and prometheus-alertmanager"),

    /** Prometheus 3 and a current Alertmanager, in the folder that {@code .ci/prometheus3} prints. */
    THREE("PROMETHEUS3_BIN", "set it to the folder that .ci/prometheus3 prints");

    /** The newest that is configured, for tests that take too long to run on both. */
    public static Stream<Generation> newest() {
        return Stream.of(THREE.folders().isBlank() ? INSTALLED : THREE);
    }

    private final String variable;
    private final String remedy;

    Generation(String variable, String remedy) {
        this.variable = variable;
        this.remedy = remedy;
    }

    /**
     * The path of the program. Without it the calling test is skipped with a printed reason, or fails if {@code CI=true} and
     * the environment require it.
     *
     * @param names the names under which distributions install it
     */
    public Path require(String... names) {
        return Stream.of(names)
                .map(this::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> missing(String.join(" or ", names)));
    }

    private Path missing(String program) {
        String why = program + " is not in the folders of " + variable + ": " + remedy;
        if ("true".equals(System.getenv("CI")) && !folders().isEmpty()) {
            return fail(why);
        }
        System.err.println("[WARNING] SKIPPED: " + why);
        return abort(why);
    }

    private Optional<Path> find(String name) {
        return Stream.of(folders().split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String folders() {
        return Optional.ofNullable(System.getenv(variable)).orElse("");
    }
}
