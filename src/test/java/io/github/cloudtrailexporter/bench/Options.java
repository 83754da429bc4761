package io.github.cloudtrailexporter.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The start of the exporter: as in the container image, or with plain `java -jar`. */
final class Options {

    static final List<String> PLAIN = List.of();

    static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIATEST",
            "AWS_SECRET_ACCESS_KEY", "test",
            "AWS_REGION", "us-east-1",
            "AWS_EC2_METADATA_DISABLED", "true",
            "MALLOC_ARENA_MAX", "2");

    private Options() {}

    static Path jar() {
        return Path.of("target", "cloudtrail-exporter.jar").toAbsolutePath();
    }

    /** Creates the class archive, like the build of the image. */
    static List<String> image(Path directory) throws IOException, InterruptedException {
        Path archive = directory.resolve("exporter.jsa");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String options = "@" + Path.of("deploy", "jvm.options").toAbsolutePath();
        Process making = new ProcessBuilder(
                        java,
                        options,
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-Daws.accessKeyId=training",
                        "-Daws.secretAccessKey=training",
                        "-jar",
                        jar().toString(),
                        "--config.file=" + Path.of("deploy", "training.yml").toAbsolutePath(),
                        "--web.listen-address=127.0.0.1:0",
                        "--exit-after-scrape")
                .redirectErrorStream(true)
                .start();
        String output = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (making.waitFor() != 0 || !Files.exists(archive)) {
            throw new IOException("no archive of classes: " + output);
        }
        return List.of(options, "-XX:SharedArchiveFile=" + archive);
    }
}
