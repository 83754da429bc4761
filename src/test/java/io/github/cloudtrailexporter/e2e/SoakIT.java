package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.faults.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first seconds of the long run, which detect immediate failures and keep the long run usable. */
@Tag("nightly")
class SoakIT {

    private static final int SCRAPES = 250;

    @Test
    @Tag("P18")
    void hundredsOfScrapesWithRotatingFaultsKeepThePromises() throws Exception {
        Skips.unless(Files.exists(Path.of("/proc/self/status")), "the soak reads Linux's /proc");
        SoakTable table = new SoakTable();

        Soak.soak(table, SCRAPES, 10);

        assertThat(table.passed()).isTrue();
        Figure.of("P18", "%d scrapes with rotating faults and a reload each 10 s: no promise broken", SCRAPES);
    }
}
