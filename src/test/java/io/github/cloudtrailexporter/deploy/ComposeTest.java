package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo of the whole chain. */
class ComposeTest {

    private static final Path FOLDER = Shipped.DEPLOY.resolve("compose");
    /** The path of the rules in the container. */
    private static final String RULES_IN_CONTAINER = "/prometheus/cloudtrail.rules.yml";

    private static final Path ALERTMANAGER = Path.of("alertmanager");

    private final Doc compose = Doc.read(FOLDER.resolve("compose.yml"));

    private Stream<Doc> services() {
        return compose.fields("services").values().stream().map(Doc::new);
    }

    @Test
    void everyContainerIsReadOnlyAndWithoutPrivileges() {
        assertThat(services()).hasSize(5).allSatisfy(service -> {
            assertThat(service.text("read_only")).isEqualTo("true");
            assertThat(service.texts("cap_drop")).containsExactly("ALL");
            assertThat(service.texts("security_opt")).containsExactly("no-new-privileges:true");
            assertThat(service.has("privileged")).isFalse();
        });
    }

    @Test
    void everyPortIsBoundToTheLocalHost() {
        assertThat(services()
                        .filter(service -> service.has("ports"))
                        .flatMap(service -> service.texts("ports").stream()))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(services().filter(service -> service.has("network_mode"))).isEmpty();
    }

    @Test
    void everyExternalImageHasAPinnedVersion() {
        assertThat(services().filter(service -> !service.has("build")).map(service -> service.text("image")))
                .allMatch(image -> image.matches("[a-z0-9/.-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+"));
    }

    @Test
    void everyMountExistsAndIsReadOnly() {
        List<String> mounts = services()
                .filter(service -> service.has("volumes"))
                .flatMap(service -> service.texts("volumes").stream())
                .toList();

        assertThat(mounts).isNotEmpty().allSatisfy(mount -> {
            assertThat(mount).endsWith(":ro");
            assertThat(FOLDER.resolve(mount.split(":", 2)[0])).exists();
        });
        assertThat(mounts.stream()
                        .map(mount -> FOLDER.resolve(mount.split(":", 2)[0]).normalize()))
                .contains(Shipped.RULES, Shipped.DASHBOARDS, Path.of("grafana/provisioning"));
    }

    @Test
    void exporterIsStartedWithKnownOptions() {
        List<String> words = compose.texts("services", "exporter", "command");

        assertThat(words).contains("--demo");
        assertThat(Shipped.unknownOptions("server", words)).isEmpty();
    }

    @Test
    void routesInhibitionsAndTemplatesAreThoseOfTheExample() {
        Doc demo = Doc.read(FOLDER.resolve("alertmanager.yml"));
        Doc example = Doc.read(ALERTMANAGER.resolve("alertmanager.example.yml"));

        assertThat(List.of("templates", "route", "inhibit_rules"))
                .allSatisfy(part -> assertThat(demo.get(part)).isEqualTo(example.get(part)));
        assertThat(demo.items("receivers").stream().map(receiver -> receiver.text("name")))
                .containsExactlyInAnyOrderElementsOf(example.items("receivers").stream()
                        .map(receiver -> receiver.text("name"))
                        .toList());
    }

    @Test
    void prometheusScrapesTheExporterWithTheJobNameOfTheRules() {
        Doc job = Doc.read(FOLDER.resolve("prometheus.yml")).get("scrape_configs", 0);

        assertThat(job.text("job_name")).isEqualTo(Shipped.JOB);
        assertThat(job.texts("static_configs", 0, "targets")).containsExactly("exporter:10106");
        assertThat(compose.fields("services")).containsKeys("exporter", "alertmanager", "mail", "prometheus");
    }

    @Test
    void prometheusAndAlertmanagerAcceptTheirFiles(@TempDir Path etc) throws Exception {
        Tools.need("promtool");
        Tools.need("amtool");
        Files.copy(FOLDER.resolve("alertmanager.yml"), etc.resolve("alertmanager.yml"));
        Path rules = Files.copy(Shipped.RULES, etc.resolve("cloudtrail.rules.yml"));
        String prometheus = Files.readString(FOLDER.resolve("prometheus.yml"));
        assertThat(prometheus).contains("- " + RULES_IN_CONTAINER);
        Files.writeString(etc.resolve("prometheus.yml"), prometheus.replace(RULES_IN_CONTAINER, rules.toString()));

        Map<String, Tools.Ran> runs = Map.of(
                "promtool",
                        Tools.run(
                                "",
                                "promtool",
                                "check",
                                "config",
                                etc.resolve("prometheus.yml").toString()),
                "amtool",
                        Tools.run(
                                "",
                                "amtool",
                                "check-config",
                                etc.resolve("alertmanager.yml").toString()));

        assertThat(runs.values())
                .allSatisfy(ran -> assertThat(ran.code()).as(ran.output()).isZero());
    }
}
