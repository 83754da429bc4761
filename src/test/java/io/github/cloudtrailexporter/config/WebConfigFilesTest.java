package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of {@code webconfig}: {@code good} ones, which {@code promtool check web-config} also accepts, {@code bad} ones,
 * which it also rejects, and those of {@code stricter}, which only we refuse.
 */
class WebConfigFilesTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeCertificate() throws Exception {
        TestCertificate.write(folder);
    }

    static List<Path> good() {
        return ConfigFolders.files("webconfig/good");
    }

    static List<Path> bad() {
        return ConfigFolders.files("webconfig/bad");
    }

    static List<Path> rejected() {
        return Stream.concat(bad().stream(), ConfigFolders.files("webconfig/stricter").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFileIsReadAsItsTextFileSays(Path file) throws Exception {
        Path copy = besideTheCertificate(file);

        WebConfig config = WebConfigReader.read(copy);

        assertThat(config.toString().replace(folder + "/", "")).isEqualTo(ConfigFolders.expected(file));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    @Tag("C16")
    void badFileIsRejectedWithTheMessageInItsTextFile(Path file) throws Exception {
        Path copy = besideTheCertificate(file);

        ConfigException rejected = catchThrowableOfType(ConfigException.class, () -> WebConfigReader.read(copy));

        assertThat(ConfigFolders.message(rejected, copy)).isEqualTo(ConfigFolders.expected(file));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    @Tag("C16")
    void passwordsAndHashesAreNotInTheMessage(Path file) throws Exception {
        Path copy = besideTheCertificate(file);

        ConfigException rejected = catchThrowableOfType(ConfigException.class, () -> WebConfigReader.read(copy));

        assertThat(rejected.getMessage()).doesNotContain(ConfigFolders.SECRET).doesNotContain("$2");
    }

    @ParameterizedTest
    @MethodSource("good")
    void promtoolAcceptsGoodFile(Path file) throws Exception {
        Path copy = besideTheCertificate(file);

        assertThat(promtool(copy)).isZero();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void promtoolRejectsBadFile(Path file) throws Exception {
        Path copy = besideTheCertificate(file);

        assertThat(promtool(copy)).isNotZero();
    }

    private static Path besideTheCertificate(Path file) throws Exception {
        Path copy = folder.resolve(file.getFileName());
        Files.write(copy, Files.readAllBytes(file));
        return copy;
    }

    private static int promtool(Path file) throws Exception {
        assumeTrue(isInstalled(), () -> {
            System.out.println("SKIPPED: promtool is not installed, so nothing compared our reading of "
                    + file.getFileName() + " with Prometheus' own");
            return "promtool is not installed";
        });
        Process process = new ProcessBuilder("promtool", "check", "web-config", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("promtool.log").toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        return process.exitValue();
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
    }
}
