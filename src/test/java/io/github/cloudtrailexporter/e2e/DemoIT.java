package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.cloudtrailexporter.e2e.Jar.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of the README: the demo, without an account, credentials or a network. */
class DemoIT {

    /** The only series of a trail whose status is unknown. */
    private static final List<String> UNKNOWN = List.of(
            "cloudtrail_event_selectors_failure", "cloudtrail_failure", "cloudtrail_trail_info", "cloudtrail_up");

    @TempDir
    static Path directory;

    private static ExporterProcess demo;
    private static Page page;

    @BeforeAll
    static void startDemo() throws Exception {
        demo = Jar.in(directory).serve("--demo");
        page = demo.scrape();
    }

    @AfterAll
    static void endDemo() {
        demo.close();
    }

    @Test
    void failingTrailsHaveTheErrorCode() {
        Page errors = page.named("cloudtrail_delivery_error");

        assertThat(errors.trail("payments-audit").with("code", "AccessDenied").value("cloudtrail_delivery_error"))
                .isEqualTo(1);
        assertThat(errors.trail("legacy-trail").with("code", "NoSuchBucket").value("cloudtrail_delivery_error"))
                .isEqualTo(1);
    }

    @Test
    void stoppedTrailIsUpAndNotLogging() {
        Page stopped = page.trail("sandbox-trail");

        assertThat(stopped.value("cloudtrail_up")).isEqualTo(1);
        assertThat(stopped.value("cloudtrail_is_logging")).isZero();
    }

    @Test
    void unknownTrailHasItsReasonAndNoHealth() {
        Page unknown = page.trail("research-trail");

        assertThat(unknown.value("cloudtrail_up")).isZero();
        assertThat(unknown.named("cloudtrail_failure")
                        .with("reason", "access_denied")
                        .value("cloudtrail_failure"))
                .isEqualTo(1);
        assertThat(UNKNOWN).containsAll(unknown.names());
    }

    @Test
    void logStatesOnceWhatIsPolledAndWhatIsUnknown() throws Exception {
        demo.scrape();

        demo.awaitLog("msg=\"polling\" trails=", 1);
        demo.awaitLog("msg=\"trail status unknown\"", 1);
        assertThat(demo.err())
                .containsOnlyOnce("msg=\"polling\"")
                .containsOnlyOnce("trail=research-trail region=us-east-1 reason=access_denied");
    }

    @Test
    void everyOtherTrailHasAllHealthSeries() {
        Page up = page.named("cloudtrail_up").only(sample -> sample.value() == 1);

        assertThat(up.samples()).hasSize(12);
        assertThat(up.samples()).allSatisfy(trail -> {
            Page own = page.trail(trail.label("trail")).with("aws_region", trail.label("aws_region"));
            assertThat(own.names())
                    .contains("cloudtrail_is_logging", "cloudtrail_delivery_error", "cloudtrail_digest_delivery_error")
                    .contains("cloudtrail_notification_error", "cloudtrail_cloudwatch_logs_delivery_error")
                    .contains("cloudtrail_poll_timestamp_seconds", "cloudtrail_trail_info")
                    .doesNotContain("cloudtrail_failure");
        });
    }

    @Test
    void samplesAreUnique() {
        assertThat(page.samples().stream().map(Page.Sample::identity)).doesNotHaveDuplicates();
    }

    @Test
    void exporterHasMetricsAboutItself() {
        assertThat(page.named("cloudtrail_exporter_build_info").single().labels())
                .containsOnlyKeys("version", "revision", "java_version");
        assertThat(page.names())
                .contains("cloudtrail_exporter_poll_duration_seconds", "cloudtrail_exporter_aws_requests_total")
                .contains("cloudtrail_exporter_aws_request_errors_total")
                .contains("cloudtrail_exporter_aws_request_duration_seconds_bucket")
                .contains("cloudtrail_exporter_config_last_reload_success_timestamp_seconds")
                .contains("process_resident_memory_bytes", "jvm_memory_bytes_used");
        assertThat(page.value("cloudtrail_exporter_config_last_reload_successful"))
                .isEqualTo(1);
    }

    @Test
    void everySeriesOfATrailHasItsFourLabels() {
        Page series = page.only(sample -> sample.name().startsWith("cloudtrail_")
                && !sample.name().startsWith("cloudtrail_exporter_")
                && !sample.name().startsWith("cloudtrail_discover")
                && !sample.name().equals("cloudtrail_recording_trails"));

        assertThat(series.samples())
                .allSatisfy(sample -> assertThat(sample.labels())
                        .containsKeys("aws_account_id", "aws_region", "home_region", "trail"));
    }

    @Test
    void statusPageListsEveryTrail() throws Exception {
        String html = demo.get("/").body();

        assertThat(html).contains(page.named("cloudtrail_up").labels("trail"));
    }

    @Test
    void demoPrintsItsAddresses() {
        assertThat(demo.err()).contains("http://localhost:" + demo.port() + "/metrics");
    }

    @Test
    void statusIsATableByDefault() throws Exception {
        Ended status = Jar.in(directory).run("status", "--demo");

        assertThat(status.code()).isEqualTo(2);
        assertThat(status.out().lines().filter(line -> line.contains("research-trail")))
                .singleElement()
                .asString()
                .startsWith("Unknown")
                .contains("access denied");
        assertThat(status.out())
                .contains("Not logging", "Cannot deliver to S3: NoSuchBucket")
                .doesNotContain("\u001b");
        assertThat(status.err()).isEmpty();
    }

    @Test
    void statusIsJsonOnRequest() throws Exception {
        Ended status = Jar.in(directory).run("--demo", "status", "--output=json");

        JsonArray trails = JsonParser.object().from(status.out()).getArray("trails");
        assertThat(status.code()).isEqualTo(2);
        assertThat(trails).hasSize(13);
        assertThat(trail(trails, "legacy-trail").getObject("s3").getString("error"))
                .isEqualTo("NoSuchBucket");
        assertThat(trail(trails, "sandbox-trail").getBoolean("is_logging", true))
                .isFalse();
        assertThat(trail(trails, "research-trail").getString("reason")).isEqualTo("access_denied");
        assertThat(trail(trails, "research-trail")).doesNotContainKeys("is_logging", "s3", "digest");
    }

    private static JsonObject trail(JsonArray trails, String name) {
        return trails.stream()
                .map(JsonObject.class::cast)
                .filter(trail -> trail.getString("trail").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
