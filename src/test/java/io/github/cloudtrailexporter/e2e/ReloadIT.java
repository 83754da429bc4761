package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new configuration in a running exporter. */
class ReloadIT {

    private static final String SUCCESSFUL = "cloudtrail_exporter_config_last_reload_successful";
    private static final String SUCCESS_TIME = "cloudtrail_exporter_config_last_reload_success_timestamp_seconds";

    /** The first calls take long on a busy machine. */
    private static final String PATIENT = "poll: {timeout: 30s, call_timeout: 20s}\n";

    @TempDir
    Path directory;

    private final SimulatedAws aws = SimulatedAws.start();
    private final SimulatedAccount payments = aws.account("222233334444");
    private ExporterProcess exporter;

    @BeforeEach
    void start() throws Exception {
        payments.trail("payments", "us-east-1");
        payments.trail("refunds", "eu-west-1");
        payments.role("wrong").denied(true);
        payments.role("right");
        write(trail("payments", "us-east-1", "wrong"));
        exporter = Jar.in(directory).withKeys().serve();
    }

    @AfterEach
    void end() {
        exporter.close();
        aws.close();
    }

    @Test
    @Tag("C22")
    void validFileReplacesTrailsAndRoles() throws Exception {
        Page before = exporter.scrape();
        write(trail("payments", "us-east-1", "right"), trail("refunds", "eu-west-1", "right"));

        HttpResponse<String> reload = exporter.request("POST", "/-/reload");

        Page after = exporter.scrape();
        assertThat(reload.statusCode()).isEqualTo(200);
        assertThat(before.named("cloudtrail_failure").single().label("reason")).isEqualTo("assume_role_denied");
        assertThat(after.named("cloudtrail_up").with("trail", "payments").value("cloudtrail_up"))
                .isEqualTo(1);
        assertThat(after.named("cloudtrail_up").with("trail", "refunds").value("cloudtrail_up"))
                .isEqualTo(1);
        assertThat(after.value(SUCCESSFUL)).isEqualTo(1);
        assertThat(after.value(SUCCESS_TIME)).isGreaterThan(before.value(SUCCESS_TIME));
    }

    @Test
    @Tag("C21")
    void removedTrailLeavesThePage() throws Exception {
        exporter.scrape();
        write(trail("refunds", "eu-west-1", "right"));

        exporter.request("PUT", "/-/reload");

        assertThat(exporter.scrape().named("cloudtrail_up").labels("trail")).containsExactly("refunds");
    }

    @Test
    @Tag("C4")
    @Tag("C8")
    void invalidFileChangesNothingAndIsReported() throws Exception {
        Page before = exporter.scrape();
        write(trail("refunds", "banana", "right"));

        HttpResponse<String> reload = exporter.request("POST", "/-/reload");

        Page after = exporter.scrape();
        assertThat(reload.statusCode()).isEqualTo(400);
        assertThat(reload.body()).contains("config.yml:3:", "banana", "^^^");
        assertThat(after.named("cloudtrail_up").labels("trail")).containsExactly("payments");
        assertThat(after.value(SUCCESSFUL)).isZero();
        assertThat(after.value(SUCCESS_TIME)).isEqualTo(before.value(SUCCESS_TIME));
        assertThat(exporter.get("/-/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("C1")
    void missingFileChangesNothing() throws Exception {
        Files.delete(directory.resolve("config.yml"));

        HttpResponse<String> reload = exporter.request("POST", "/-/reload");

        assertThat(reload.statusCode()).isEqualTo(400);
        assertThat(reload.body()).contains("config.yml: no such file");
        assertThat(exporter.scrape().named("cloudtrail_up").labels("trail")).containsExactly("payments");
    }

    @Test
    void hangupReloadsValidAndInvalidFiles() throws Exception {
        write("  - nonsense: true\n");
        exporter.signal("HUP");
        exporter.awaitLog("configuration not reloaded", 1);
        Page bad = exporter.scrape();
        write(trail("refunds", "eu-west-1", "right"));

        exporter.signal("HUP");

        exporter.awaitLog("configuration reloaded", 1);
        Page good = exporter.scrape();
        assertThat(bad.value(SUCCESSFUL)).isZero();
        assertThat(bad.named("cloudtrail_up").labels("trail")).containsExactly("payments");
        assertThat(good.value(SUCCESSFUL)).isEqualTo(1);
        assertThat(good.named("cloudtrail_up").labels("trail")).containsExactly("refunds");
    }

    @Test
    @Tag("H24")
    void crossSiteReloadIsRejected() throws Exception {
        HttpResponse<String> reload = exporter.request("POST", "/-/reload", "Origin", "https://example.org");

        assertThat(reload.statusCode()).isEqualTo(403);
    }

    private void write(String... trails) throws Exception {
        Files.writeString(
                directory.resolve("config.yml"),
                "aws: {endpoint_url: '" + aws.endpoint() + "'}\ntrails:\n" + String.join("", trails) + PATIENT);
    }

    private static String trail(String name, String region, String role) {
        return "  - {name: " + name + ", region: " + region + ", role_arn: 'arn:aws:iam::222233334444:role/" + role
                + "'}\n";
    }
}
