package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the exporter ends. */
class SignalsIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    @Tag("P1")
    void signalEndsTheProcessInGoodOrder(String signal) throws Exception {
        try (ExporterProcess demo = Jar.in(directory).serve("--demo")) {
            demo.scrape();

            demo.signal(signal);

            assertThat(demo.awaitExit()).isZero();
            assertThat(demo.err()).contains("msg=\"stopping\"").doesNotContain("level=error");
        }
    }

    @Test
    @Tag("P1")
    void scrapeInProgressIsAnsweredBeforeTheEnd() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Files.writeString(directory.resolve("config.yml"), oneTrail(aws));
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
                exporter.scrape();
                InjectedFault hang = aws.inject(FaultScope.on("GetTrailStatus"), Fault.hang());
                CompletableFuture<Page> scrape = inBackground(exporter, "6");
                hang.awaitHit();

                int code = exporter.stop();

                assertThat(code).isZero();
                assertThat(scrape.get().value("cloudtrail_up")).isZero();
            }
        }
    }

    private static String oneTrail(SimulatedAws aws) {
        String arn =
                aws.account("111122223333").trail("management", "us-east-1").arn();
        return "aws: {endpoint_url: '" + aws.endpoint() + "'}\npoll: {min_interval: 0s}\ntrails: [{arn: '" + arn
                + "'}]\n";
    }

    private static CompletableFuture<Page> inBackground(ExporterProcess exporter, String timeout) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return exporter.scrape("X-Prometheus-Scrape-Timeout-Seconds", timeout);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
