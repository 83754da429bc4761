package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** No record can be made of what no reader would let through. */
class ConfigRecordsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void arnOfATrailIsWrittenAsItWasRead() {
        String text = "arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/management";

        assertThat(TrailRef.ByArn.parse(text).map(TrailRef.ByArn::arn)).contains(text);
    }

    @Test
    void accountAndPartitionOfARoleAreThoseOfItsArn() {
        RoleConfig role = new RoleConfig("arn:aws-us-gov:iam::111122223333:role/audit/reader", "");

        assertThat(role.accountId()).isEqualTo("111122223333");
        assertThat(role.partition()).isEqualTo("aws-us-gov");
    }

    @Test
    void invalidTrailsCannotBeMade() {
        refused(() -> new TrailRef.ByName("x", "us-east-1"));
        refused(() -> new TrailRef.ByName("management", "US"));
        refused(() -> new TrailRef.ByArn("aws", "cn-north-1", "111122223333", "management"));
        refused(() -> new TrailRef.ByArn("aws", "us-east-1", "1", "management"));
        refused(() -> new RegionSelection.Listed(List.of()));
        refused(() -> new RegionSelection.Listed(List.of("us-east-1", "us-east-1")));
        refused(() -> new RegionSelection.Listed(List.of("moon")));
    }

    @Test
    void invalidRolesCannotBeMadeAndTheirExternalIdIsNotShown() {
        refused(() -> new RoleConfig("reader", ""));
        refused(() -> new DiscoveryScope.Organization("no role", "", Set.of(), Optional.empty()));
        refused(() -> new DiscoveryScope.Organization("reader", "", Set.of("1"), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoleConfig("arn:aws:iam::111122223333:role/r", "hunter2 hunter2"))
                .withMessage("not valid: external id");
    }

    @Test
    void invalidPollsCannotBeMade() {
        refused(() -> new PollConfig(SECOND.negated(), SECOND, SECOND, 1));
        refused(() -> new PollConfig(SECOND, Duration.ZERO, Duration.ZERO, 1));
        refused(() -> new PollConfig(SECOND, SECOND, Duration.ZERO, 1));
        refused(() -> new PollConfig(SECOND, SECOND, SECOND.plusMillis(1), 1));
        refused(() -> new PollConfig(SECOND, SECOND, SECOND, 0));
        refused(() -> new PollConfig(SECOND, SECOND, SECOND, 1025));
    }

    @Test
    void configurationWithNothingToWatchCannotBeMade() {
        refused(() -> new ExporterConfig(List.of(), List.of(), SECOND, PollConfig.DEFAULT, AwsConfig.DEFAULT));
    }

    @Test
    void configurationThatNeverDiscoversCannotBeMade() {
        DiscoverySource own = new DiscoverySource(
                new DiscoveryScope.OwnAccount(""), new RegionSelection.Home(), List.of(), List.of());

        refused(() ->
                new ExporterConfig(List.of(), List.of(own), Duration.ZERO, PollConfig.DEFAULT, AwsConfig.DEFAULT));
    }

    @Test
    void clientCertificatesAreNotVerifiedWithoutACa() {
        refused(() -> tls(TlsConfig.ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT, Optional.empty()));
        refused(() -> tls(TlsConfig.ClientAuth.NO_CLIENT_CERT, Optional.of(Path.of("ca.crt"))));
    }

    private static TlsConfig tls(TlsConfig.ClientAuth auth, Optional<Path> ca) {
        Path file = Path.of("server.pem");
        return new TlsConfig(file, file, auth, ca, TlsConfig.Version.TLS12, TlsConfig.Version.TLS13);
    }

    private static void refused(ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith("not valid: ");
    }
}
