package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Missing or slow credentials of the process block no caller beyond its timeout. */
class AmbientCredentialsTest {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIA", "secret-canary");

    private static AwsCallException failure(AmbientCredentials credentials, Duration timeout) {
        return catchThrowableOfType(AwsCallException.class, () -> credentials.get(timeout));
    }

    @Test
    void missingCredentialsAreReportedAsCredentials() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (AmbientCredentials credentials = new AmbientCredentials(none, ENOUGH)) {
            assertThat(failure(credentials, ENOUGH).failure().reason()).isEqualTo(FailureReason.CREDENTIALS);
        }
    }

    @Test
    @Tag("A41")
    void aHungChainBlocksNoCallerLongerThanTheLimit() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        AwsCredentialsProvider slow = () -> {
            calls.incrementAndGet();
            awaitUninterruptibly(later);
            return KEYS;
        };
        try (AmbientCredentials credentials = new AmbientCredentials(slow, Duration.ofMillis(200))) {
            ExecutorService pool = Executors.newFixedThreadPool(20);
            List<Future<AwsCallException>> waiting = IntStream.range(0, 20)
                    .mapToObj(i -> pool.submit(() -> failure(credentials, ENOUGH)))
                    .toList();
            for (Future<AwsCallException> failed : waiting) {
                assertThat(failed.get().failure().reason()).isEqualTo(FailureReason.TIMEOUT);
            }
            assertThat(calls).hasValue(1);

            later.countDown();

            assertThat(credentials.get(ENOUGH)).isEqualTo(KEYS);
            pool.shutdownNow();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                // Like a blocking read, which ignores the interrupt.
            }
        }
    }

    static List<Fault> brokenContainers() {
        return List.of(
                Fault.response(404, "text/plain", "no"),
                Fault.response(200, "application/json", "garbage"),
                Fault.response(200, "application/json", "{}"),
                Fault.endOfStream());
    }

    @ParameterizedTest
    @MethodSource("brokenContainers")
    @Tag("A41")
    void aBrokenContainerEndpointIsReportedAsCredentials(Fault fault) {
        assertThat(failureOfContainer(fault)).isEqualTo(FailureReason.CREDENTIALS);
    }

    @Test
    @Tag("A41")
    void aHungContainerEndpointIsATimeout() {
        long start = System.nanoTime();

        assertThat(failureOfContainer(Fault.hang())).isEqualTo(FailureReason.TIMEOUT);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static FailureReason failureOfContainer(Fault fault) {
        String property = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
        try (SimulatedAws endpoint = SimulatedAws.start()) {
            endpoint.inject(FaultScope.everything(), fault);
            System.setProperty(property, endpoint.endpoint() + "/credentials");
            ContainerCredentialsProvider container =
                    ContainerCredentialsProvider.builder().build();
            try (AmbientCredentials credentials = new AmbientCredentials(container, Duration.ofMillis(1500))) {
                return failure(credentials, ENOUGH).failure().reason();
            }
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void aMissingProfileIsReportedAsCredentials() {
        AwsOptions options = new AwsOptions(
                Optional.of("no-such-profile"), Optional.empty(), Duration.ofSeconds(3), 4, "cloudtrail-exporter/test");
        try (AwsCloudTrail port = new AwsCloudTrail(options, CallListener.NONE, Clock.systemUTC())) {
            AwsCallException thrown = catchThrowableOfType(
                    AwsCallException.class, () -> port.signIn(new AwsIdentity.Ambient(), "eu-west-1", ENOUGH));

            assertThat(thrown.failure().reason()).isEqualTo(FailureReason.CREDENTIALS);
        }
    }
}
