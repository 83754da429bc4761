package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.e2e.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plain manifests. */
class KubernetesManifestsTest {

    private static final Path FOLDER = Shipped.DEPLOY.resolve("kubernetes");

    private final Doc pod = Doc.read(FOLDER.resolve("deployment.yaml")).get("spec", "template", "spec");
    private final Doc values = Doc.read(Shipped.CHART.resolve("values.yaml"));

    @Test
    void podHasTheSecurityContextOfTheChart() {
        assertThat(pod.get("securityContext")).isEqualTo(values.get("podSecurityContext"));
        assertThat(pod.get("containers", 0, "securityContext")).isEqualTo(values.get("securityContext"));
        assertThat(pod.get("containers", 0, "resources")).isEqualTo(values.get("resources"));
        assertThat(pod.text("automountServiceAccountToken")).isEqualTo("false");
    }

    /** With one of these, {@code kubectl delete -k} would delete the namespace with all its objects. */
    @Test
    void manifestsNeitherNameNorCreateANamespace() throws Exception {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern("(?m)^\\s*namespace:")
                            .doesNotContain("kind: Namespace"));
        }
    }

    @Test
    void everyOptionIsKnown() {
        assertThat(Shipped.unknownOptions("server", pod.texts("containers", 0, "args")))
                .isEmpty();
    }

    @Test
    void exporterAcceptsTheConfiguration() throws Exception {
        assertThat(ConfigReader.read(FOLDER.resolve("config.yml"), Map.of(), aws -> Optional.of("")))
                .isNotNull();
    }

    @Test
    void rulesFollowTheirHead() throws Exception {
        String head = Files.readString(FOLDER.resolve("operator/prometheusrule.head.yaml"));

        List<Doc> objects = Doc.all(head + Files.readString(Shipped.RULES).indent(2));

        assertThat(objects).hasSize(1);
        assertThat(objects.get(0).get("spec")).isEqualTo(Doc.read(Shipped.RULES));
    }

    @Test
    void jobHasTheNameInTheRules() {
        Doc endpoint = Doc.read(FOLDER.resolve("operator/servicemonitor.yaml")).get("spec", "endpoints", 0);

        assertThat(endpoint.text("relabelings", 0, "replacement")).isEqualTo(Shipped.JOB);
    }

    @Test
    void kustomizeBuildsTheManifests() throws Exception {
        Tools.need("kubectl");

        Tools.Ran ran = Tools.run("", "kubectl", "kustomize", FOLDER.toString());

        assertThat(ran.code()).as(ran.output()).isZero();
        List<Doc> objects = Doc.all(ran.output());
        assertThat(objects.stream().map(object -> object.text("kind")))
                .contains("Deployment", "Service", "ServiceAccount", "ConfigMap", "NetworkPolicy");
        assertThat(HelmChart.container(objects).text("image")).endsWith(":" + Shipped.version());
        assertThat(HelmChart.pod(objects).text("spec", "volumes", 0, "configMap", "name"))
                .isEqualTo(HelmChart.only(objects, "ConfigMap").text("metadata", "name"));
    }
}
