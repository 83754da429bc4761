package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Every sequence of bytes is read or rejected; nothing else is thrown, and no secret is in a message. */
@Tag("nightly")
class ConfigFuzzTest {

    private static final String CANARY = "secret-canary-7f3a";
    private static final Map<String, String> ENVIRONMENT = Map.of("EXTERNAL_ID", CANARY, "A", CANARY);
    private static final Path FILE = file();

    private static Path file() {
        try {
            Path file = Files.createTempFile("config", ".yml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest
    void configurationIsReadOrRejected(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);

        try {
            assertThat(ConfigFolders.read(FILE, ENVIRONMENT).toString()).doesNotContain(CANARY);
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
            assertThat(e.getMessage()).doesNotContain(CANARY);
        }
    }

    @FuzzTest
    void webConfigurationIsReadOrRejected(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);

        try {
            WebConfigReader.read(FILE);
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
