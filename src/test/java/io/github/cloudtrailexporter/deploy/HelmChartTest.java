package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.e2e.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, rendered by Helm. */
class HelmChartTest {

    @ParameterizedTest
    @ValueSource(strings = {"operator", "sharded", "irsa", "tls"})
    void rulesAreThoseOfTheRepositoryToTheByte(String example) throws Exception {
        String rendered = HelmChart.text(example);

        String rules = Files.readString(Shipped.RULES).indent(2).replaceAll("(?m)^$", "  ");
        assertThat(rendered).contains("spec:\n" + rules.stripTrailing());
        Doc rule = HelmChart.only(Doc.all(rendered), "PrometheusRule");
        List<Doc> groups = Doc.read(Shipped.RULES).items("groups");
        assertThat(rule.items("spec", "groups").subList(0, groups.size())).isEqualTo(groups);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "sharded", "irsa", "tls"})
    void dashboardsAreThoseOfTheRepositoryToTheByte(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);

        Map<String, Object> rendered = new TreeMap<>();
        HelmChart.ofKind(objects, "ConfigMap").stream()
                .filter(map -> map.fields("metadata", "labels").containsKey("grafana_dashboard"))
                .forEach(map -> rendered.putAll(map.fields("data")));

        Map<String, Object> shipped = new TreeMap<>();
        for (Path file : Shipped.dashboards()) {
            shipped.put(file.getFileName().toString(), Files.readString(file));
        }
        assertThat(rendered).isEqualTo(shipped);
    }

    @Test
    void byDefaultOneReplicaWatchesTheOwnAccount() throws Exception {
        List<Doc> objects = HelmChart.rendered("default");

        assertThat(objects.stream().map(object -> object.text("kind")))
                .containsExactlyInAnyOrder("ServiceAccount", "ConfigMap", "Service", "Deployment", "Pod");
        assertThat(HelmChart.only(objects, "Deployment").text("spec", "replicas"))
                .isEqualTo("1");
        assertThat(Doc.all(HelmChart.only(objects, "ConfigMap").text("data", "config.yml")))
                .containsExactly(new Doc(Map.of("discovery", List.of(Map.of("regions", "all")))));
        assertThat(HelmChart.container(objects).text("image"))
                .isEqualTo("ghcr.io/cloudtrail-exporter/cloudtrail-exporter:" + Shipped.version());
    }

    @Test
    void shardsAreNumberedByTheirPodsAndScrapedAsOneJob() throws Exception {
        List<Doc> objects = HelmChart.rendered("sharded");

        Doc set = HelmChart.only(objects, "StatefulSet");
        Doc container = HelmChart.container(objects);

        assertThat(set.text("spec", "replicas")).isEqualTo("3");
        assertThat(container.texts("args")).contains("--shard=$(SHARD)", "--total-shards=3");
        assertThat(container.text("env", 0, "name")).isEqualTo("SHARD");
        assertThat(container.text("env", 0, "valueFrom", "fieldRef", "fieldPath"))
                .isEqualTo("metadata.labels['apps.kubernetes.io/pod-index']");
        assertThat(HelmChart.ofKind(objects, "Service").stream().map(service -> service.text("metadata", "name")))
                .contains(set.text("spec", "serviceName"));
        assertThat(services(objects))
                .as("Services that the ServiceMonitor selects")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "sharded", "irsa", "tls"})
    void theJobHasTheNameThatTheRulesLookFor(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);

        Doc endpoint = HelmChart.only(objects, "ServiceMonitor").get("spec", "endpoints", 0);

        assertThat(endpoint.fields("relabelings", 0))
                .isEqualTo(Map.of("targetLabel", "job", "replacement", Shipped.JOB, "action", "replace"));
        assertThat(endpoint.text("interval")).isEqualTo("60s");
        assertThat(endpoint.text("scrapeTimeout")).isEqualTo("30s");
        assertThat(services(objects)).hasSize(1);
    }

    @Test
    void theRoleOfIrsaIsOnTheAccountOfThePod() throws Exception {
        List<Doc> objects = HelmChart.rendered("irsa");

        Doc account = HelmChart.only(objects, "ServiceAccount");

        assertThat(account.text("metadata", "annotations", "eks.amazonaws.com/role-arn"))
                .isEqualTo("arn:aws:iam::111122223333:role/cloudtrail-exporter");
        assertThat(HelmChart.pod(objects).text("spec", "serviceAccountName"))
                .isEqualTo(account.text("metadata", "name"));
        assertThat(HelmChart.container(objects).fields("env", 0))
                .isEqualTo(Map.of("name", "AWS_REGION", "value", "eu-west-1"));
    }

    @Test
    void behindTlsAndAPasswordNobodyProbesWithPlainHttp() throws Exception {
        List<Doc> objects = HelmChart.rendered("tls");

        Doc container = HelmChart.container(objects);

        assertThat(container.texts("args")).contains("--web.config.file=/etc/cloudtrail-exporter-web/web-config.yml");
        assertThat(container.texts("livenessProbe", "exec", "command"))
                .contains("healthcheck", "--web.config.file=/etc/cloudtrail-exporter-web/web-config.yml");
        assertThat(container.text("readinessProbe", "tcpSocket", "port")).isEqualTo("http");
        assertThat(HelmChart.only(objects, "ServiceMonitor").text("spec", "endpoints", 0, "scheme"))
                .isEqualTo("https");
        assertThat(HelmChart.only(objects, "Pod").texts("spec", "containers", 0, "args"))
                .contains("--web.config.file=/etc/cloudtrail-exporter-web/web-config.yml");
    }

    @Test
    void withTlsAloneTheProbesSpeakHttps() throws Exception {
        Tools.Ran ran = HelmChart.template("--set", "webConfig.existingSecret=web,webConfig.tls=true");

        Doc container = HelmChart.container(Doc.all(ran.output()));

        assertThat(List.of("livenessProbe", "readinessProbe", "startupProbe"))
                .allSatisfy(probe ->
                        assertThat(container.text(probe, "httpGet", "scheme")).isEqualTo("HTTPS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operator", "sharded", "irsa", "tls"})
    void everyOptionIsKnownToTheProgram(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);

        List<String> test = HelmChart.only(objects, "Pod").texts("spec", "containers", 0, "args");

        assertThat(Shipped.unknownOptions("server", HelmChart.container(objects).texts("args")))
                .isEmpty();
        assertThat(test).startsWith("healthcheck");
        assertThat(Shipped.unknownOptions("healthcheck", test)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operator", "sharded", "irsa", "tls"})
    void everyPodIsLockedDownAlike(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);
        Doc values = Doc.read(Shipped.CHART.resolve("values.yaml"));

        List<Doc> pods = List.of(
                HelmChart.pod(objects).get("spec"),
                HelmChart.only(objects, "Pod").get("spec"));

        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.get("securityContext")).isEqualTo(values.get("podSecurityContext"));
            assertThat(pod.get("containers", 0, "securityContext")).isEqualTo(values.get("securityContext"));
            assertThat(pod.text("automountServiceAccountToken")).isEqualTo("false");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operator", "sharded", "irsa"})
    void theExporterAcceptsTheConfiguration(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);

        String config = HelmChart.ofKind(objects, "ConfigMap").stream()
                .filter(map -> map.fields("data").containsKey("config.yml"))
                .map(map -> map.text("data", "config.yml"))
                .collect(Collectors.joining());

        assertThat(ConfigReader.read(example, config, Map.of("EXTERNAL_ID", "an-external-id")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shrads=2                                    | additional properties 'shrads' not allowed",
                "config.trials=1                             | additional properties 'trials' not allowed",
                "image.tagg=1                                | additional properties 'tagg' not allowed",
                "shards=0                                    | minimum",
                "log.level=verbose                           | value must be one of",
                "webConfig.tls=true                          | /webConfig/existingSecret",
                "aws.region=Frankfurt                        | does not match pattern",
                "serviceMonitor.interval=often               | does not match pattern"
            })
    void aMistakeInTheValuesIsRefused(String setting, String message) throws Exception {
        Tools.Ran ran = HelmChart.template("--set", setting);

        assertThat(ran.code()).isNotZero();
        assertThat(ran.output()).contains(message);
    }

    @Test
    void shardsAreRefusedWhereNothingNumbersThem() throws Exception {
        Tools.Ran ran = HelmChart.template("--set", "shards=2", "--kube-version", "1.27.0");

        assertThat(ran.code()).isNotZero();
        assertThat(ran.output()).contains("needs Kubernetes 1.28 or later");
    }

    /** The Services that the only ServiceMonitor scrapes. */
    private static List<Doc> services(List<Doc> objects) {
        Map<String, Object> selected =
                HelmChart.only(objects, "ServiceMonitor").fields("spec", "selector", "matchLabels");
        return HelmChart.ofKind(objects, "Service").stream()
                .filter(service ->
                        service.fields("metadata", "labels").entrySet().containsAll(selected.entrySet()))
                .toList();
    }
}
