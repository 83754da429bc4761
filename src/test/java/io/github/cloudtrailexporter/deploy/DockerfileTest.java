package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The steps of the image. */
class DockerfileTest {

    private static final Pattern FROM = Pattern.compile("(?m)^FROM (?:--platform=\\S+ )?(\\S+)");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"");

    private final String dockerfile;

    DockerfileTest() throws IOException {
        dockerfile = Files.readString(Path.of("Dockerfile"));
    }

    @Test
    void imageRunsAsAnUnprivilegedUser() {
        assertThat(dockerfile).contains("\nUSER 65532:65532\n");
        assertThat(Doc.read(Shipped.CHART.resolve("values.yaml")).text("podSecurityContext", "runAsUser"))
                .isEqualTo("65532");
    }

    @Test
    void everyBaseImageHasATag() {
        assertThat(FROM.matcher(dockerfile).results().map(match -> match.group(1)))
                .hasSize(2)
                .allMatch(image ->
                        image.matches("[a-z0-9./-]+:[a-z0-9.-]+(@sha256:[0-9a-f]{64})?") && !image.endsWith(":latest"));
    }

    /** Only BuildKit has cache mounts and the platform of the build. */
    @Test
    void needForBuildKitIsDocumented() throws IOException {
        assertThat(dockerfile).contains("--mount=type=cache", "--platform=$BUILDPLATFORM");
        assertThat(Files.readString(Shipped.DEPLOY.resolve("README.md"))).contains("needs BuildKit");
        assertThat(Files.readString(Path.of("README.md"))).contains("BuildKit");
    }

    @Test
    void everyCopiedFileExistsAndIsNotIgnored() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(COPY.matcher(dockerfile)
                        .results()
                        .flatMap(match -> List.of(match.group(1).split(" ", -1)).stream()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file)).exists())
                .noneMatch(ignored::contains);
    }

    @Test
    void healthCheckUsesKnownOptions() {
        String check = dockerfile.split("HEALTHCHECK", 2)[1];
        List<String> words = WORD.matcher(check)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(words).contains("healthcheck");
        assertThat(Shipped.unknownOptions("healthcheck", words)).isEmpty();
    }
}
