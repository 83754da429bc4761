package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.PollConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.Regions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The constructors reject everything that the readers reject. */
class ConfigRecordsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void invalidPollsCannotBeMade() {
        rejected(() -> new PollConfig(SECOND.negated(), SECOND, SECOND, 1));
        rejected(() -> new PollConfig(SECOND, Duration.ZERO, Duration.ZERO, 1));
        rejected(() -> new PollConfig(SECOND, SECOND, Duration.ZERO, 1));
        rejected(() -> new PollConfig(SECOND, SECOND, SECOND.plusMillis(1), 1));
        rejected(() -> new PollConfig(SECOND, SECOND, SECOND, 0));
        rejected(() -> new PollConfig(SECOND, SECOND, SECOND, 1025));
    }

    @Test
    void configurationWithNothingToMonitorCannotBeMade() {
        rejected(() -> new ExporterConfig(List.of(), List.of(), SECOND, PollConfig.DEFAULT, AwsConfig.DEFAULT));
    }

    @Test
    void configurationThatNeverDiscoversCannotBeMade() {
        DiscoverySource own = new DiscoverySource(
                new OneAccount(new AwsIdentity.Ambient(), ""),
                new Regions.Home(),
                new NameFilter(List.of(), List.of()));

        rejected(() ->
                new ExporterConfig(List.of(), List.of(own), Duration.ZERO, PollConfig.DEFAULT, AwsConfig.DEFAULT));
    }

    @Test
    void clientCertificatesAreNotVerifiedWithoutACa() {
        rejected(() -> tls(TlsConfig.ClientAuth.RequireAndVerifyClientCert, Optional.empty()));
        rejected(() -> tls(TlsConfig.ClientAuth.NoClientCert, Optional.of(Path.of("ca.crt"))));
    }

    private static TlsConfig tls(TlsConfig.ClientAuth auth, Optional<Path> ca) {
        Path file = Path.of("server.pem");
        return new TlsConfig(file, file, auth, ca, List.of("TLSv1.3"));
    }

    private static void rejected(ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith("not valid: ");
    }
}
