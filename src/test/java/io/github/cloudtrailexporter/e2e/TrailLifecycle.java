package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life cycle of one multi-Region trail on the metrics page, the same on every available AWS. */
abstract class TrailLifecycle {

    private static final String NAME = "lifecycle";

    @TempDir
    Path directory;

    /** An AWS or an emulator in which one trail can be created, stopped and deleted. */
    interface TrailAdmin extends AutoCloseable {

        URI endpoint();

        /** Creates a multi-Region trail with its home in us-east-1, and starts it. */
        void createAndStart(String name);

        void stop(String name);

        void delete(String name);

        @Override
        void close();
    }

    /** Starts one, or skips the test with the reason. */
    abstract TrailAdmin open() throws Exception;

    @Test
    void trailIsLoggingThenStoppedThenDeleted() throws Exception {
        try (TrailAdmin aws = open()) {
            aws.createAndStart(NAME);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve("--config.file=" + config(aws, NAME))) {
                assertLogging(exporter.scrape().trail(NAME));

                aws.stop(NAME);
                assertThat(exporter.scrape()
                                .trail(NAME)
                                .named("cloudtrail_is_logging")
                                .samples())
                        .hasSize(2)
                        .allSatisfy(sample -> assertThat(sample.value()).isZero());

                aws.delete(NAME);
                assertGone(exporter.scrape().trail(NAME));
                assertThat(exporter.stop()).isZero();
            }
        }
    }

    /** A configuration file for this trail in two Regions. */
    final String config(TrailAdmin aws, String trail) throws Exception {
        Path file = directory.resolve("config.yml");
        Files.writeString(file, """
                trails:
                  - name: %s
                    region: us-east-1
                    regions: [us-east-1, eu-west-1]
                poll:
                  min_interval: 0s
                  timeout: 30s
                  call_timeout: 20s  # the first calls take long on a busy machine
                aws:
                  endpoint_url: %s
                """.formatted(trail, aws.endpoint()));
        return file.toString();
    }

    private static void assertLogging(Page page) {
        assertThat(page.named("cloudtrail_up").labels("aws_region"))
                .containsExactlyInAnyOrder("us-east-1", "eu-west-1");
        assertThat(List.of("cloudtrail_up", "cloudtrail_is_logging"))
                .allSatisfy(name -> assertThat(page.named(name).samples())
                        .hasSize(2)
                        .allSatisfy(sample -> assertThat(sample.value()).isEqualTo(1)));
        double now = Clock.systemUTC().millis() / 1e3;
        assertThat(page.named("cloudtrail_last_delivery_timestamp_seconds").samples())
                .hasSize(2)
                .allSatisfy(sample -> assertThat(now - sample.value()).isLessThan(3600.0));
        assertThat(page.named("cloudtrail_trail_info").labels("is_multi_region"))
                .containsOnly("true");
    }

    private static void assertGone(Page page) {
        assertThat(page.names())
                .contains("cloudtrail_up", "cloudtrail_failure")
                .doesNotContain("cloudtrail_is_logging");
        assertThat(page.named("cloudtrail_failure").labels("reason")).hasSize(2).containsOnly("trail_not_found");
        assertThat(page.names()).noneMatch(name -> name.contains("_error") || name.contains("_seconds"));
    }
}
