package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes is made by the command, and a JVM that starts with it takes the exporter's classes from it. */
class ClassArchiveIT {

    @TempDir
    private Path directory;

    @Test
    void theExporterStartsFromTheArchiveThatTheCommandHasMade() throws Exception {
        Path archive = directory.resolve("exporter.archive");
        Path log = directory.resolve("classes.log");

        Jar.Ended made = Jar.in(directory).run("class-archive", "--output=" + archive);
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).contains("start with java ", archive.toString());
        String option = made.out().replaceFirst("(?s).*start with java (\\S+) .*", "$1");
        Jar.Ended version = Jar.in(directory)
                .with("JDK_JAVA_OPTIONS", option + " -Xlog:class+load:file=" + log)
                .run("status", "--demo");

        assertThat(version.code()).as(version.err()).isEqualTo(2);
        List<String> ours = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" io.github.cloudtrailexporter."))
                .filter(line -> !line.contains("Lambda"))
                .toList();
        List<String> archived = ours.stream()
                .filter(line -> line.contains("shared objects file"))
                .toList();
        System.out.printf("of %d classes of the exporter %d come from the archive%n", ours.size(), archived.size());
        assertThat(archived).hasSizeGreaterThan(ours.size() * 3 / 4);
    }
}
