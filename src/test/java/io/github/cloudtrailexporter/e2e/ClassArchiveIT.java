package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's training run creates a class archive with the classes of the exporter and the AWS SDK. */
class ClassArchiveIT {

    @TempDir
    private Path directory;

    @Test
    void exporterStartsFromTheArchiveOfTheTrainingRun() throws Exception {
        Path archive = directory.resolve("exporter.jsa");
        Path log = directory.resolve("classes.log");

        Jar.Ended made = Jar.in(directory)
                .options(
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-Daws.accessKeyId=training",
                        "-Daws.secretAccessKey=training")
                .run(
                        "--config.file=" + Path.of("deploy", "training.yml").toAbsolutePath(),
                        "--web.listen-address=127.0.0.1:0",
                        "--exit-after-scrape");
        assertThat(made.code()).as(made.err()).isZero();
        Jar.Ended status = Jar.in(directory)
                .options("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load:file=" + log)
                .run("status", "--demo");

        assertThat(status.code()).as(status.err()).isEqualTo(2);
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
