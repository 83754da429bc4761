package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.web.WebOptions;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.WebAccess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExporterTest {

    private static final List<ListenAddress> LISTEN = List.of(ListenAddress.parse(":0"));

    @Test
    void theDemoAnnouncesItsPages() {
        WebOptions web =
                new WebOptions(LISTEN, "/metrics", PathPrefix.NONE, Duration.ZERO, WebAccess.of(WebConfig.NONE));

        assertThat(Exporter.announcement(web, 10106))
                .contains("\n  http://localhost:10106/           the status page\n")
                .contains("\n  http://localhost:10106/metrics    what Prometheus scrapes\n");
    }

    /** The prefix of the links is for a proxy, which the demo's reader does not use. */
    @Test
    void theDemoAnnouncesItsPagesBelowTheRoutePrefix() {
        PathPrefix prefix = new PathPrefix("/trails", "/links");
        WebOptions web = new WebOptions(LISTEN, "/probe", prefix, Duration.ZERO, WebAccess.of(WebConfig.NONE));

        assertThat(Exporter.announcement(web, 10106))
                .contains("  http://localhost:10106/trails/ ", "  http://localhost:10106/trails/probe ");
    }
}
