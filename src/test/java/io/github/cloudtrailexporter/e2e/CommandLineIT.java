package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Jar.Ended;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output and exit codes of the command line. */
class CommandLineIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"--version", "-V"})
    void versionIsOneLine(String option) throws Exception {
        Ended version = jar().run(option);

        assertThat(version.code()).isZero();
        assertThat(version.out().strip()).matches("cloudtrail-exporter, version \\S+ \\(revision: \\S+, java: \\S+\\)");
        assertThat(version.err()).isEmpty();
    }

    /** Java's PrintStream reports a full disk or a closed pipe only on request. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "iam-policy"})
    void unwritableOutputIsAnError(String command) throws Exception {
        Skips.unless(Files.exists(Path.of("/dev/full")), "no /dev/full on this machine");

        Ended ended = jar().after("exec >/dev/full").run(command, "--demo");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().strip()).isEqualTo("the output could not be written");
    }

    @Test
    void helpListsEveryOption() throws Exception {
        Ended help = jar().run("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("--config.file", "--config.check", "--web.listen-address", "--web.telemetry-path")
                .contains("--web.config.file", "--timeout-offset", "--log.level", "--log.format", "--shard")
                .contains("--total-shards", "--demo", "--version", "--help", "status", "healthcheck");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "--web.listen-address=nowhere",
                "--web.telemetry-path=metrics",
                "--timeout-offset=x",
                "--timeout-offset=-1",
                "--log.level=loud",
                "--log.format=xml",
                "--shard=1",
                "--demo --config.file=config.yml",
                "frobnicate",
                "status --output=xml",
                "healthcheck --web.listen-address=nowhere"
            })
    void wrongUsageIsReportedWithItsReason(String arguments) throws Exception {
        Ended wrong = jar().run(arguments.split(" ", -1));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).isNotBlank().doesNotContain("\tat ", "Exception");
        assertThat(wrong.err().lines().count()).isLessThanOrEqualTo(4);
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void healthcheckReportsWhetherTheExporterServes() throws Exception {
        int port;
        try (ExporterProcess demo = jar().serve("--demo")) {
            port = demo.port();

            Ended healthy = jar().run("healthcheck", "--web.listen-address=127.0.0.1:" + port);

            assertThat(healthy.code()).isZero();
            assertThat(healthy.out()).isEqualTo("healthy\n");
        }

        Ended gone = jar().run("healthcheck", "--web.listen-address=127.0.0.1:" + port);

        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err())
                .startsWith("no answer from http://127.0.0.1:" + port)
                .hasLineCount(1);
    }

    @Test
    @Tag("P4")
    void portInUseIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Ended refused = jar().run("--demo", "--web.listen-address=" + address);

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .startsWith("cannot listen on " + address + ": ")
                    .hasLineCount(1);
        }
    }

    @Test
    @Tag("P5")
    void everyListenAddressIsServed() throws Exception {
        try (ExporterProcess demo = jar().serve("--demo", "--web.listen-address=[::1]:0")) {
            demo.awaitLog("address=[0:0:0:0:0:0:0:1]:", 1);

            assertThat(demo.err()).contains("msg=\"listening\" address=127.0.0.1:", "address=[0:0:0:0:0:0:0:1]:");
        }
    }

    @Test
    void metricsPathIsConfigurable() throws Exception {
        try (ExporterProcess demo = jar().serve("--demo", "--web.telemetry-path=/probe")) {
            assertThat(demo.get("/probe").statusCode()).isEqualTo(200);
            assertThat(demo.get("/metrics").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Tag("C1")
    void missingFileIsOneLine() throws Exception {
        Ended refused = jar().run("--config.file=absent.yml");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("absent.yml: no such file\n");
    }

    @Test
    @Tag("C1")
    void danglingLinkDoesNotFallBackToDiscovery() throws Exception {
        Files.createSymbolicLink(directory.resolve("config.yml"), Path.of("gone.yml"));

        Ended refused = jar().run("--config.check");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("config.yml: no such file\n");
    }

    @Test
    void checkRejectsTheOptionsThatTheStartRejects() throws Exception {
        Files.writeString(directory.resolve("some.yml"), "discovery: [{}]\n");

        Ended shard = jar().run("--config.check", "--config.file=some.yml", "--shard=3", "--total-shards=3");
        Ended demo = jar().run("--config.check", "--config.file=some.yml", "--demo");

        assertThat(shard.code()).isEqualTo(2);
        assertThat(demo.code()).isEqualTo(2);
        assertThat(shard.err()).startsWith("--shard=3 --total-shards=3: expected 0 <= I < N\n");
        assertThat(demo.err()).startsWith("--demo brings its own configuration: leave out --config.file\n");
        assertThat(shard.out() + demo.out()).isEmpty();
    }

    @Test
    void statusWithoutTrailsIsNotHealthy() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start().ambientAccount("111122223333")) {
            aws.account("111122223333").trail("main", "us-east-1");
            String config = "aws: {endpoint_url: \"" + aws.endpoint() + "\"}\ndiscovery: [{regions: [us-east-1]%s}]\n";
            Files.writeString(directory.resolve("config.yml"), String.format(config, ""));
            Files.writeString(directory.resolve("slip.yml"), String.format(config, ", include: [\"mian\"]"));
            Jar jar = jar().withKeys();

            Ended found = jar.run("status");
            Ended none = jar.run("status", "--config.file=slip.yml");

            assertThat(found.code()).as(found.out() + found.err()).isZero();
            assertThat(none.code()).as(none.out() + none.err()).isEqualTo(1);
            assertThat(none.out()).contains("No trails.");
        }
    }

    @Test
    void configYmlInTheWorkingDirectoryIsUsed() throws Exception {
        Files.writeString(directory.resolve("config.yml"), "trials: []\n");

        Ended refused = jar().run();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("config.yml:1:1: ").contains("trails");
    }

    @Test
    void withoutFileAndRegionTheErrorNamesTheRemedy() throws Exception {
        Ended refused = jar().run();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("no Region", "AWS_REGION", "--demo").hasLineCount(1);
    }

    @Test
    void withoutFileAndCredentialsTheErrorNamesTheRemedy() throws Exception {
        Ended refused = jar().with("AWS_REGION", "us-east-1").run();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("no AWS credentials", "AWS_PROFILE", "--demo")
                .hasLineCount(1);
    }

    @Test
    void checkRejectsWhatTheStartRejectsWithoutAFile() throws Exception {
        Ended region = jar().run("--config.check");
        Ended credentials = jar().with("AWS_REGION", "us-east-1").run("--config.check");

        assertThat(region.code()).isEqualTo(1);
        assertThat(region.err()).contains("no Region").hasLineCount(1);
        assertThat(credentials.code()).isEqualTo(1);
        assertThat(credentials.err()).contains("no AWS credentials").hasLineCount(1);
        assertThat(region.out() + credentials.out()).isEmpty();
    }

    @Test
    void discoveryWithoutARegionIsRejectedByTheCheckAndAtTheStart() throws Exception {
        Files.writeString(directory.resolve("config.yml"), "discovery:\n  - account_name: payments\n");

        Ended check = jar().run("--config.check");
        Ended start = jar().run();

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.err()).startsWith("config.yml:2:5: discovery[0]: expected regions, because");
        assertThat(start.code()).isEqualTo(1);
        assertThat(start.err()).isEqualTo(check.err());
    }

    private Jar jar() {
        return Jar.in(directory);
    }
}
