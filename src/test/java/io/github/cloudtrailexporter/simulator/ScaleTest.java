package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("nightly")
class ScaleTest {

    @Test
    void organizationOf400AccountsIsBuiltAndServedQuickly() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            Fleet fleet = Fleet.on(aws, 400, 400, 200);
            assertThat(fleet.expected()).hasSize(17 + 400 + 200 * 17);
            assertThat(fleet.members()).hasSize(399);
            aws.latency(Duration.ofMillis(50));

            Instant before = Instant.now();
            poll(aws.endpoint(), List.copyOf(fleet.expected()).subList(0, 1_000), 64);

            assertThat(aws.calls().count("GetTrailStatus")).isEqualTo(1_000);
            assertThat(aws.calls().mostInFlight()).isBetween(32, 64);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void waitingCostsNoProcessorTime() throws Exception {
        try (SimulatedAws aws = SimulatedAws.start()) {
            aws.latency(Duration.ofSeconds(1));
            Fleet fleet = Fleet.on(aws, 2, 100, 0);
            poll(aws.endpoint(), List.copyOf(fleet.expected()).subList(0, 10), 10);

            long before = simulatorCpu();
            poll(aws.endpoint(), List.copyOf(fleet.expected()).subList(0, 100), 100);

            assertThat(Duration.ofNanos(simulatorCpu() - before)).isLessThan(Duration.ofMillis(500));
        }
    }

    /** CPU time of the simulator's own threads. */
    private static long simulatorCpu() {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("simulated-aws-"))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
                .sum();
    }

    private static void poll(URI endpoint, List<Fleet.Pair> pairs, int concurrency) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Semaphore permits = new Semaphore(concurrency);
        CompletableFuture<?>[] calls = new CompletableFuture<?>[pairs.size()];
        for (int i : IntStream.range(0, pairs.size()).toArray()) {
            permits.acquire();
            calls[i] = poll(client, endpoint, pairs.get(i)).whenComplete((response, error) -> permits.release());
        }
        CompletableFuture.allOf(calls).join();
    }

    private static CompletableFuture<?> poll(HttpClient client, URI endpoint, Fleet.Pair pair) {
        String account = pair.arn().split(":", 6)[4];
        String scope = "/20261124/" + pair.region() + "/cloudtrail/aws4_request";
        return client.sendAsync(
                java.net.http.HttpRequest.newBuilder(endpoint)
                        .header("X-Amz-Target", "CloudTrail_20131101.GetTrailStatus")
                        .header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA" + account + scope)
                        .POST(BodyPublishers.ofString("{\"Name\":\"" + pair.arn() + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
