package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Named.named;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything but a readable regular file of limited size is rejected without blocking. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfigReadingTest {

    private static final String GOOD = "discovery:\n  - regions: all\n";

    @TempDir
    Path folder;

    @Test
    @Tag("C1")
    void missingFileIsRejected() {
        Path file = folder.resolve("config.yml");

        assertThat(problem(file)).isEqualTo(file + ": no such file");
    }

    @Test
    @Tag("C1")
    void folderIsRejected() {
        assertThat(problem(folder)).isEqualTo(folder + ": is a directory, expected a file");
    }

    @Test
    void fileBelowAFileIsRejected() throws Exception {
        Path file = Files.writeString(folder.resolve("config.yml"), GOOD).resolve("config.yml");

        assertThat(problem(file)).startsWith(file + ": ");
    }

    @Test
    @Tag("C1")
    void namedPipeIsRejectedWithoutWaitingForAWriter() throws Exception {
        Path pipe = folder.resolve("config.yml");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "mkfifo is needed");

        assertThat(problem(pipe)).isEqualTo(pipe + ": is not a regular file");
    }

    @Test
    @Tag("C1")
    void endlessDeviceIsRejected() {
        Path device = Path.of("/dev/zero");
        assumeTrue(Files.exists(device), "/dev/zero is needed");

        assertThat(problem(device)).isEqualTo("/dev/zero: is not a regular file");
    }

    /** Each would take minutes if the time grew with the square of the size. */
    @ParameterizedTest
    @MethodSource("hugeFiles")
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("C13")
    void hugeBrokenFileIsRejectedSoon(String text) throws Exception {
        assertThat(problem(Files.writeString(folder.resolve("config.yml"), text)))
                .isNotEmpty();
    }

    static Stream<Named<String>> hugeFiles() {
        return Stream.of(
                named("a long word", "a: b\n" + "a".repeat(1_000_000) + "\0"),
                named("many lines", "\0\n".repeat(500_000)),
                named("many unknown keys on a line", "trails: [{" + "q: x, ".repeat(30_000) + "}]"));
    }

    @Test
    @Tag("C1")
    void loopOfSymbolicLinksIsRejected() throws Exception {
        Path first = folder.resolve("first.yml");
        Path second = Files.createSymbolicLink(folder.resolve("second.yml"), first);
        Files.createSymbolicLink(first, second);

        assertThat(problem(first)).startsWith(first + ": ").doesNotContain("Exception");
    }

    @Test
    void symbolicLinkToAFileIsFollowed() throws Exception {
        Path file = Files.writeString(folder.resolve("real.yml"), GOOD);
        Path link = Files.createSymbolicLink(folder.resolve("config.yml"), file);

        assertThat(ConfigFolders.read(link, Map.of()).discovery()).hasSize(1);
    }

    @Test
    void standardInputIsRead() throws Exception {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(ConfigFolders.read(Path.of("/dev/stdin"), Map.of()).discovery())
                    .hasSize(1);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    @Tag("C1")
    void unreadableFileIsRejected() throws Exception {
        Path file = Files.writeString(folder.resolve("config.yml"), GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");

        assertThat(problem(file)).isEqualTo(file + ": permission denied");
    }

    @Test
    @Tag("C13")
    void fileLargerThanOneMebibyteIsRejected() throws Exception {
        Path file = Files.write(folder.resolve("config.yml"), new byte[TextFile.MAX_BYTES + 1]);

        assertThat(problem(file)).isEqualTo(file + ": is larger than 1 MiB, which is the limit");
    }

    @Test
    @Tag("C13")
    void fileOfManyBytesInFewCharactersIsStillTooLarge() throws Exception {
        Path file = Files.writeString(folder.resolve("config.yml"), GOOD + "# " + "ä".repeat(TextFile.MAX_BYTES / 2));

        assertThat(problem(file)).isEqualTo(file + ": is larger than 1 MiB, which is the limit");
    }

    @Test
    void fileOfOneMebibyteIsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("config.yml"), padded(GOOD));

        assertThat(Files.size(file)).isEqualTo(TextFile.MAX_BYTES);
        assertThat(ConfigFolders.read(file, Map.of()).discovery()).hasSize(1);
    }

    @Test
    @Tag("C24")
    void tenThousandTrailsAreRead() throws Exception {
        StringBuilder text = new StringBuilder("trails:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  - name: management-")
                    .append(i)
                    .append("\n    region: us-east-1\n    account_name: payments\n");
        }

        assertThat(ConfigReader.read("config.yml", text.toString(), Map.of()).trails())
                .hasSize(10_000);
    }

    @Test
    @Tag("C24")
    void tenThousandWrongTrailsAreCounted() {
        String text = "trails:\n" + "  - {name: a, external_id: hunter2}\n".repeat(10_000);

        ConfigException rejected = rejected(text);

        assertThat(rejected.problems()).hasSize(50 + 1);
        assertThat(rejected.getMessage()).hasLineCount(151).endsWith("... and 29950 more problems");
    }

    @Test
    @Tag("C12")
    void deeplyNestedDocumentIsRejectedAtOnce() {
        for (String bracket : new String[] {"[", "{", "- ", "? "}) {
            assertThat(rejected("trails: " + bracket.repeat(100_000)).problems())
                    .isNotEmpty();
            assertThat(rejected(bracket.repeat(100_000)).problems()).isNotEmpty();
        }
    }

    @Test
    @Tag("C13")
    void oneLineOfAMebibyteIsShownInPart() {
        String text = "trails: [" + "x, ".repeat(300_000) + "]\n";

        assertThat(rejected(text).getMessage().lines()).allMatch(line -> line.length() < 300);
    }

    @Test
    void aKeyOfAMebibyteIsShownInPart() {
        assertThat(rejected("? " + "x".repeat(1_000_000) + "\n: 1\n")
                        .getMessage()
                        .lines())
                .allMatch(line -> line.length() < 300);
    }

    @Test
    void theSchemeOfAnEndpointMayBeInCapitals() throws Exception {
        String text = GOOD + "aws: {endpoint_url: \"HTTPS://vpce.example.com/Path\"}\n";

        assertThat(ConfigReader.read("config.yml", text, Map.of()).aws().endpointUrl())
                .hasToString("Optional[https://vpce.example.com/Path]");
    }

    private static String padded(String text) {
        return text + "#".repeat(TextFile.MAX_BYTES - text.length());
    }

    private static ConfigException rejected(String text) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("config.yml", text, Map.of()));
    }

    private static String problem(Path file) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigFolders.read(file, Map.of()))
                .getMessage();
    }
}
