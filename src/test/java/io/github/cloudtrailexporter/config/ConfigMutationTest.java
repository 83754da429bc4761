package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every mutated file is read or rejected with problems: nothing else is thrown, nothing hangs, and no secret is in a
 * message. The mutations are random with a fixed seed.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("nightly")
class ConfigMutationTest {

    private static final int ROUNDS = 2_000;

    private static final List<String> PIECES = List.of(
            "\n",
            " ",
            "  ",
            "\t",
            ":",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a",
            "!!",
            "!<",
            "|",
            ">",
            "'",
            "\"",
            "#",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "<<: ",
            "---\n",
            "...\n",
            "${",
            "${A}",
            "$$",
            "\\x",
            "\\U",
            "\0",
            "\uFEFF",
            "\u2028",
            "\uD800",
            "é",
            "🦊",
            "~",
            "0x",
            "1e9",
            "\r",
            "external_id",
            "external_id: ");

    private static final String CONFIG = """
            trails:
              - arn: arn:aws:cloudtrail:us-east-1:111122223333:trail/management
                regions: [us-east-1, eu-west-1]
                role_arn: arn:aws:iam::111122223333:role/reader
                external_id: hunter2hunter2
              - {name: management, region: eu-west-1, external_id: "hunter2hunter2", role_arn: "arn:aws:iam::111122223333:role/r"}
            discovery:
              - organization:
                  role_name: reader
                  external_id: ${EXTERNAL_ID}
                  exclude_accounts: ["777788889999"]
                include: ["prod-*"]
            poll: {timeout: 9s, concurrency: 64}
            aws:
              endpoint_url: http://127.0.0.1:5000
            """;

    @Test
    @Tag("C11")
    void brokenFilesAreReadOrRejected() {
        Random random = new Random(20_13_11_01);

        for (int round = 0; round < ROUNDS; round++) {
            String text = broken(CONFIG, random);
            assertReadOrRejected(text);
        }
    }

    @Test
    @Tag("C11")
    void brokenBytesAreReadOrRejected() throws Exception {
        Random random = new Random(1);
        Path file = Files.createTempFile("config", ".yml");

        for (int round = 0; round < ROUNDS / 10; round++) {
            byte[] bytes = CONFIG.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            Files.write(file, bytes);
            assertWebReadOrRejected(file);
        }

        Files.delete(file);
    }

    private static String broken(String text, Random random) {
        StringBuilder broken = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(broken.length());
            switch (random.nextInt(3)) {
                case 0 -> broken.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> broken.delete(at, Math.min(broken.length(), at + 1 + random.nextInt(8)));
                default ->
                    broken.setCharAt(
                            at, PIECES.get(random.nextInt(PIECES.size())).charAt(0));
            }
        }
        return broken.toString();
    }

    private static void assertReadOrRejected(String text) {
        try {
            ExporterConfig config = ConfigReader.read("config.yml", text, Map.of("EXTERNAL_ID", "hunter2"));
            assertThat(config.toString()).doesNotContain("hunter2");
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.matches("(?s)config\\.yml:[1-9].*"));
        }
    }

    private static void assertWebReadOrRejected(Path file) {
        try {
            WebConfigReader.read(file);
            throw new AssertionError("not a web configuration: " + file);
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }
}
