package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.grack.nanojson.JsonParser;
import io.github.cloudtrailexporter.e2e.Jar.Ended;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every kind are put in; no output contains one, even at the most verbose log level. */
class SecretsIT {

    /** All secrets of the tests contain this word; the simulated AWS marks those that it issues. */
    private static final String CANARY = "canary";

    private static final String[] SECRETS = {CANARY, "simulated-secret-key", "simulated-session-token"};
    private static final String ROLE = "arn:aws:iam::222233334444:role/reader";

    @TempDir
    Path directory;

    private final SimulatedAws aws = SimulatedAws.start();
    private final StringBuilder output = new StringBuilder();
    private String hash;

    @BeforeEach
    void hideSecrets() throws Exception {
        aws.account("222233334444").trail("payments", "us-east-1");
        aws.account("222233334444").role("reader").externalId("canary-external-id");
        hash = BCrypt.withDefaults().hashToString(4, "canary-password".toCharArray());
        Files.writeString(directory.resolve("web.yml"), "basic_auth_users: {prometheus: '" + hash + "'}\n");
        write("external_id: '${EXTERNAL_ID}'");
    }

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    @Tag("P16")
    void serverPrintsNoSecret() throws Exception {
        try (ExporterProcess exporter = jar().serve("--log.level=debug", "--web.config.file=web.yml")) {
            lookAround(exporter);
            aws.inject(FaultScope.everything(), Fault.accessDenied());
            lookAround(exporter);
            aws.clearFaults();
            aws.account("222233334444").role("reader").denied(true);
            exporter.request("POST", "/-/reload", "Authorization", basic("canary-password"));
            lookAround(exporter);
            write("external_id: 'canary with blanks'");
            record(exporter.request("POST", "/-/reload", "Authorization", basic("canary-password")));
            exporter.stop();
            record(exporter.everything());
        }

        assertThat(output).contains("cloudtrail_up", "<!DOCTYPE html>", "external_id", "level=");
        assertThat(output).doesNotContain(SECRETS).doesNotContain(hash);
    }

    @Test
    @Tag("P16")
    void statusPrintsNoSecret() throws Exception {
        record(jar().run("status", "--log.level=debug"));
        record(jar().run("status", "--log.level=debug", "--output=json"));
        aws.account("222233334444").role("reader").externalId("another");
        record(jar().run("status", "--log.level=debug"));
        aws.inject(FaultScope.everything(), Fault.response(500, "text/html", "<html>"));
        record(jar().run("status", "--log.level=debug"));

        assertThat(output).contains("Healthy", "payments", "Unknown");
        assertThat(output).doesNotContain(SECRETS);
    }

    @Test
    void configCheckPrintsNoSecret() throws Exception {
        for (String bad : List.of(
                "external_id: 'canary with blanks'",
                "external_id: [canary]",
                "external_id: '${EXTERNAL_ID} canary'",
                "external_id: canary, external_id: canary",
                "external_ip: canary",
                "external_id: 'canary")) {
            write(bad);
            Ended checked = jar().run("--config.check");
            assertThat(checked.code()).isEqualTo(1);
            assertThat(checked.err()).startsWith("config.yml:");
            record(checked);
        }

        assertThat(output).doesNotContain("canary-", "canary with", "[canary]", ": canary,");
    }

    @Test
    void jsonLogIsJsonOnEveryLineWithoutSecrets() throws Exception {
        try (ExporterProcess exporter = jar().serve("--log.format=json", "--log.level=debug")) {
            aws.inject(FaultScope.everything(), Fault.error("\"Odd\"\nCode", 400, "a \"message\"\nof two lines"));
            record(exporter.get("/metrics"));
            Files.writeString(directory.resolve("config.yml"), "{");
            exporter.request("POST", "/-/reload");
            exporter.stop();

            List<String> lines = exporter.err().lines().toList();
            assertThat(lines).hasSizeGreaterThan(4);
            for (String line : lines) {
                assertThat(JsonParser.object().from(line)).containsKeys("timestamp", "level", "formattedMessage");
            }
            assertThat(output + exporter.everything()).doesNotContain(SECRETS);
        }
    }

    private void lookAround(ExporterProcess exporter) throws Exception {
        record(exporter.get("/metrics", "Authorization", basic("canary-wrong")));
        record(exporter.get("/metrics", "Authorization", basic("canary-password")));
        record(exporter.get("/", "Authorization", basic("canary-password")));
    }

    private Jar jar() {
        return Jar.in(directory)
                .withKeys()
                .with("AWS_SECRET_ACCESS_KEY", "canary-secret-key")
                .with("AWS_SESSION_TOKEN", "canary-session-token")
                .with("EXTERNAL_ID", "canary-external-id");
    }

    private void write(String externalId) throws Exception {
        String trail = "{arn: 'arn:aws:cloudtrail:us-east-1:222233334444:trail/payments', role_arn: '" + ROLE + "', ";
        Files.writeString(
                directory.resolve("config.yml"),
                "aws: {endpoint_url: '" + aws.endpoint() + "'}\npoll: {min_interval: 0s}\ntrails: [" + trail
                        + externalId + "}]\n");
    }

    private static String basic(String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString(("prometheus:" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void record(HttpResponse<String> response) {
        record(response.headers().map() + response.body());
    }

    private void record(Ended ended) {
        record(ended.out() + ended.err());
    }

    private void record(String text) {
        output.append(text).append('\n');
    }
}
