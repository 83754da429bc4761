package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

class SimulatedTlsTest {

    @Test
    void untrustedCertificateIsRejectedByTheSdk(@TempDir Path folder) throws Exception {
        try (SimulatedAws aws = SimulatedAws.startTls(Clock.systemUTC(), TestTls.selfSigned(folder));
                AwsClients clients = new AwsClients(aws.endpoint())) {

            assertThat(aws.endpoint()).hasScheme("https");
            assertThatThrownBy(() -> clients.cloudTrail("us-east-1").describeTrails())
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void peerWithoutTlsIsRejectedByTheSdk() {
        try (SimulatedAws aws = SimulatedAws.start();
                AwsClients clients = new AwsClients(
                        URI.create("https://127.0.0.1:" + aws.endpoint().getPort()))) {
            assertThatThrownBy(() -> clients.cloudTrail("us-east-1").describeTrails())
                    .isInstanceOf(SdkClientException.class)
                    .hasCauseInstanceOf(SSLException.class);
        }
    }
}
