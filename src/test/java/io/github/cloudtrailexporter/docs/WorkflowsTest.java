package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkflowsTest {

    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final Path CHANGELOG = Path.of(".github/scripts/changelog.sh");

    /** A tag can be moved to other code, a commit cannot; the comment is what people and Dependabot read. */
    private static final Pattern PINNED =
            Pattern.compile("- (?:id: \\S+\\s+)?uses: [\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    private static final Pattern USE = Pattern.compile("([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # (v[\\d.]+)");

    @Test
    void everyActionIsPinnedByCommitWithItsVersion() throws IOException {
        for (Path workflow : workflows()) {
            assertThat(Files.readString(workflow).lines().filter(line -> line.contains("uses: ")))
                    .as(workflow.toString())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat("- " + line.strip().replaceFirst("^- ", ""))
                            .matches(PINNED));
        }
    }

    @Test
    void everyActionHasTheSameCommitEverywhere() throws IOException {
        Set<String> uses = new TreeSet<>();
        for (Path workflow : workflows()) {
            Matcher matcher = USE.matcher(Files.readString(workflow));
            while (matcher.find()) {
                uses.add(matcher.group());
            }
        }

        assertThat(uses.stream().map(use -> use.substring(0, use.indexOf('@')))).doesNotHaveDuplicates();
    }

    @Test
    void workflowsHaveNoPermissionsByDefault() throws IOException {
        for (Path workflow : workflows()) {
            assertThat(Files.readString(workflow).lines())
                    .as(workflow.toString())
                    .contains("permissions: {}");
        }
    }

    @Test
    void actionlintReportsNothing() throws IOException, InterruptedException {
        Tools.need("actionlint");
        List<String> command = Stream.concat(
                        Stream.of("actionlint", "-no-color"),
                        workflows().stream().map(Path::toString))
                .toList();

        Tools.Ran ran = Tools.run("", command.toArray(String[]::new));

        assertThat(ran.code()).as(ran.output()).isZero();
    }

    @Test
    void releaseNotesAreTheSectionOfTheChangelog() throws IOException, InterruptedException {
        Tools.need("bash");

        Tools.Ran ran = Tools.run("", "bash", CHANGELOG.toString(), "Unreleased");

        assertThat(ran.code()).as(ran.output()).isZero();
        assertThat(ran.output()).startsWith("### ").doesNotContain("## [");
    }

    @Test
    void releaseMissingFromTheChangelogIsRejected() throws IOException, InterruptedException {
        Tools.need("bash");

        Tools.Ran ran = Tools.run("", "bash", CHANGELOG.toString(), "99.0.0");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.output()).contains("says nothing about 99.0.0");
    }

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.sorted().collect(Collectors.toList());
        }
    }
}
