package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.Snapshot.UnrecordedAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class UnrecordedAccountTest {

    @Test
    void onlyRegionsThatAreKnownToLackATrailCount() {
        Snapshot snapshot = new Snapshot(
                List.of(),
                List.of(
                        report("1", "us-east-1", Optional.of(new RecordingTrails(1, 0))),
                        report("1", "eu-west-1", Optional.of(new RecordingTrails(0, 0))),
                        report("1", "eu-west-2", Optional.of(new RecordingTrails(0, 1))),
                        report("2", "us-east-1", Optional.empty())),
                Duration.ZERO);

        assertThat(snapshot.unrecordedAccounts())
                .containsExactly(new UnrecordedAccount("1", "", List.of("eu-west-1", "us-east-1")));
    }

    @Test
    void whatIsMissingIsASentence() {
        assertThat(shortfall(true, true, List.of(), true, List.of())).isEmpty();
        assertThat(shortfall(false, false, List.of(), false, List.of())).isEqualTo("Records no management events");
        assertThat(shortfall(false, false, List.of(), true, List.of()))
                .isEqualTo("Records data events, but no management events");
        assertThat(shortfall(true, false, List.of(), false, List.of())).isEqualTo("Records no write management events");
        assertThat(shortfall(false, false, List.of("kms.amazonaws.com"), false, List.of()))
                .isEqualTo("Does not record all management events, excluded: kms.amazonaws.com");
        assertThat(shortfall(false, true, List.of(), false, List.of("field x")))
                .isEqualTo("Does not record all read management events");
    }

    private static String shortfall(
            boolean read, boolean write, List<String> excluded, boolean data, List<String> unsupported) {
        return new RecordedEvents(read, write, excluded, data, unsupported).shortfall();
    }

    private static DiscoveryReport report(String account, String region, Optional<RecordingTrails> recording) {
        return new DiscoveryReport(account, region, OptionalInt.of(1), Optional.empty(), recording);
    }
}
