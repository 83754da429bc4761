package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of the attacks in {@link HostileClientTest}. */
@Timeout(60)
@Tag("nightly")
class AttackTest {

    @ParameterizedTest
    @EnumSource
    @Tag("H6")
    void oneHostileClientDoesNotKeepOutTheScrapesOfOthers(Attack.Kind kind) throws Exception {
        try (ChildServer server = ChildServer.start("");
                Attack attack = Attack.start(server.port(), kind, 140)) {
            assertThat(attack.scrapes(4).inTime()).isGreaterThanOrEqualTo(3);
        }
    }
}
