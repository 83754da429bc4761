package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.EveryConfigCheck;
import io.github.cloudtrailexporter.EveryStart;
import io.github.cloudtrailexporter.docs.InvalidFileRows;
import io.github.cloudtrailexporter.e2e.Jar.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code --config.check} on the folders of valid and invalid files. */
class ConfigCheckIT {

    static final Path FOLDERS = Path.of("src/test/resources/config");

    /** The environment variables in the files. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "us-east-1",
            "EXTERNAL_ID", "hunter2-external-id",
            "SECRET", "hunter2 is not valid anywhere",
            "EMPTY", "",
            "NESTED", "${SECRET}",
            "TRAIL", "management",
            "REGION", "eu-west-1",
            "ACCOUNT", "111122223333",
            "TIMEOUT", "5s",
            "CONCURRENCY", "8");

    @Test
    void validFileIsAccepted() throws Exception {
        Ended checked = jar("good")
                .run("--config.check", "--config.file=" + files("good").get(0));

        assertThat(checked.code()).isZero();
        assertThat(checked.out()).isEqualTo(files("good").get(0) + ": ok\n");
        assertThat(checked.err()).isEmpty();
    }

    @Test
    void invalidFileIsRejectedWithExactlyItsMessage() throws Exception {
        String file = files("bad").get(0);

        Ended checked = jar("bad").run("--config.check", "--config.file=" + file);

        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.err()).isEqualTo(expected(file));
        assertThat(checked.out()).isEmpty();
    }

    @Test
    void everyValidFileIsAccepted() throws Exception {
        Ended checked = jar("good").runInstead(EveryConfigCheck.class, files("good"));

        StringBuilder expected = new StringBuilder();
        files("good").forEach(file -> expected.append(file + ": ok\nexit 0 " + file + "\n"));
        assertThat(checked.out()).isEqualTo(expected.toString());
    }

    @Test
    @InvalidFileRows
    void everyInvalidFileIsRejectedWithExactlyItsMessage() throws Exception {
        Ended checked = jar("bad").runInstead(EveryConfigCheck.class, files("bad"));

        assertThat(checked.err()).isEqualTo(refusals());
    }

    @Test
    @InvalidFileRows
    void serverDoesNotStartWithAnInvalidFile() throws Exception {
        Ended started = jar("bad").runInstead(EveryStart.class, files("bad"));

        assertThat(started.err()).isEqualTo(refusals());
    }

    /** The messages of all invalid files. */
    private static String refusals() throws IOException {
        StringBuilder expected = new StringBuilder();
        for (String file : files("bad")) {
            expected.append(expected(file)).append("exit 1 " + file + "\n");
        }
        return expected.toString();
    }

    private static Jar jar(String folder) {
        return new Jar(FOLDERS.resolve(folder).toAbsolutePath(), ENVIRONMENT, List.of(), Jar.Launch.PLAIN);
    }

    static List<String> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDERS.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static String expected(String file) throws IOException {
        Path text = FOLDERS.resolve("bad").resolve(file.replaceFirst("\\.yml$", ".txt"));
        return Files.readString(text).stripTrailing() + "\n";
    }
}
