package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The first seconds of the long run, so that it works when it is wanted, and finds what shows at once. */
class SoakIT {

    @Test
    void someHundredScrapesWithRotatingFaultsKeepThePromises() throws Exception {
        Skips.unless(Files.exists(Path.of("/proc/self/status")), "the soak reads Linux's /proc");
        SoakTable table = new SoakTable();

        Soak.soak(table, 250, 10);

        assertThat(table.passed()).isTrue();
    }
}
