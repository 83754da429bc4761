package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files with which Grafana loads data source and dashboards at start. */
class ProvisioningTest {

    private static final Path FOLDER = Path.of("grafana", "provisioning");

    @Test
    void dashboardsComeFromFilesAndCannotBeEditedInTheBrowser() throws IOException {
        Json file = read("dashboards/cloudtrail.yml");

        Json provider = file.list("providers").get(0);

        assertThat(file.number("apiVersion")).isEqualTo(1);
        assertThat(provider.text("type")).isEqualTo("file");
        assertThat(provider.get("allowUiUpdates").value()).isEqualTo(false);
        assertThat(provider.get("options").text("path")).isEqualTo("/var/lib/grafana/dashboards");
    }

    @Test
    void prometheusIsTheDataSource() throws IOException {
        Json file = read("datasources/prometheus.yml");

        Json source = file.list("datasources").get(0);

        assertThat(file.number("apiVersion")).isEqualTo(1);
        assertThat(source.text("uid")).isEqualTo("prometheus");
        assertThat(source.text("type")).isEqualTo("prometheus");
        assertThat(source.text("url")).isEqualTo("http://prometheus:9090");
        assertThat(source.get("isDefault").value()).isEqualTo(true);
        assertThat(source.get("jsonData").text("timeInterval")).isEqualTo("60s");
    }

    private static Json read(String name) throws IOException {
        return Json.parse(Files.readString(FOLDER.resolve(name)));
    }
}
