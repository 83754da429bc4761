package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.docs.Home;
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
    void rulesAreByteIdenticalToTheRepository(String example) throws Exception {
        String rendered = HelmChart.text(example);

        String rules = Files.readString(Shipped.RULES).indent(2).replaceAll("(?m)^$", "  ");
        assertThat(rendered).contains("spec:\n" + rules.stripTrailing());
        Doc rule = HelmChart.only(Doc.all(rendered), "PrometheusRule");
        List<Doc> groups = Doc.read(Shipped.RULES).items("groups");
        assertThat(rule.items("spec", "groups").subList(0, groups.size())).isEqualTo(groups);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "sharded", "irsa", "tls"})
    void dashboardsAreByteIdenticalToTheRepository(String example) throws Exception {
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
    void helmPrintsNothingButTheObjects() throws Exception {
        assertThat(HelmChart.text("operator")).startsWith("---\n").doesNotContain("symbolic link", "WARNING");
    }

    @Test
    void oneReplicaMonitorsTheOwnAccountByDefault() throws Exception {
        List<Doc> objects = HelmChart.rendered("default");

        assertThat(objects.stream().map(object -> object.text("kind")))
                .containsExactlyInAnyOrder("ServiceAccount", "ConfigMap", "Service", "Deployment", "Pod");
        assertThat(HelmChart.only(objects, "Deployment").text("spec", "replicas"))
                .isEqualTo("1");
        assertThat(Doc.all(HelmChart.only(objects, "ConfigMap").text("data", "config.yml")))
                .containsExactly(new Doc(Map.of("discovery", List.of(Map.of("regions", "all")))));
        assertThat(HelmChart.container(objects).text("image")).isEqualTo(Home.image() + ":" + Shipped.version());
    }

    @Test
    void shardsAreNumberedByPodAndScrapedAsOneJob() throws Exception {
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
    void jobHasTheNameInTheRules(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);

        Doc endpoint = HelmChart.only(objects, "ServiceMonitor").get("spec", "endpoints", 0);

        assertThat(endpoint.fields("relabelings", 0))
                .isEqualTo(Map.of("targetLabel", "job", "replacement", Shipped.JOB, "action", "replace"));
        assertThat(endpoint.text("interval")).isEqualTo("60s");
        assertThat(endpoint.text("scrapeTimeout")).isEqualTo("30s");
        assertThat(services(objects)).hasSize(1);
    }

    @Test
    void irsaRoleIsOnTheServiceAccount() throws Exception {
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
    void withTlsAndAPasswordNoProbeUsesPlainHttp() throws Exception {
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
    void withTlsAloneTheProbesUseHttps() throws Exception {
        Tools.Ran ran = HelmChart.template("--set", "webConfig.existingSecret=web,webConfig.tls=true");

        Doc container = HelmChart.container(Doc.all(ran.output()));

        assertThat(List.of("livenessProbe", "readinessProbe", "startupProbe"))
                .allSatisfy(probe ->
                        assertThat(container.text(probe, "httpGet", "scheme")).isEqualTo("HTTPS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operator", "sharded", "irsa", "tls"})
    void everyOptionIsKnown(String example) throws Exception {
        List<Doc> objects = HelmChart.rendered(example);

        List<String> test = HelmChart.only(objects, "Pod").texts("spec", "containers", 0, "args");

        assertThat(Shipped.unknownOptions("server", HelmChart.container(objects).texts("args")))
                .isEmpty();
        assertThat(test).startsWith("healthcheck");
        assertThat(Shipped.unknownOptions("healthcheck", test)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operator", "sharded", "irsa", "tls"})
    void everyPodHasTheSameSecurityContext(String example) throws Exception {
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
    void exporterAcceptsTheConfiguration(String example) throws Exception {
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
    void invalidValueIsRejected(String setting, String message) throws Exception {
        Tools.Ran ran = HelmChart.template("--set", setting);

        assertThat(ran.code()).isNotZero();
        assertThat(ran.output()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serviceMonitor.enabled=true,serviceMonitor.interval=30s,serviceMonitor.scrapeTimeout=1m | serviceMonitor.scrapeTimeout: 1m is longer than serviceMonitor.interval: 30s",
                "podMonitor.enabled=true,podMonitor.scrapeTimeout=1m1s | podMonitor.scrapeTimeout: 1m1s is longer than podMonitor.interval: 60s",
                "podMonitor.enabled=true,serviceMonitor.enabled=true | every pod would be scraped twice"
            })
    void contradictionInTheValuesIsRejected(String settings, String message) throws Exception {
        Tools.Ran ran = HelmChart.template("--set", settings);

        assertThat(ran.code()).isNotZero();
        assertThat(ran.output()).contains(message);
    }

    @Test
    void labelsOfTheUserNeverMakeADuplicateKey() throws Exception {
        Tools.Ran ran = HelmChart.template(
                "--set",
                "commonLabels.team=a,commonLabels.app\\.kubernetes\\.io/component=other,podLabels.team=b,service.labels.team=c,"
                        + "serviceMonitor.enabled=true,serviceMonitor.labels.team=d,serviceMonitor.additionalLabels.team=e,"
                        + "shards=2");

        List<Doc> objects = Doc.all(ran.output());

        assertThat(ran.output()).doesNotContainPattern("(?m)^( *)team: \\w\\n(\\1\\S.*\\n)*\\1team:");
        assertThat(HelmChart.pod(objects).text("metadata", "labels", "team")).isEqualTo("b");
        assertThat(HelmChart.pod(objects).text("metadata", "labels", "app.kubernetes.io/component"))
                .isEqualTo("metrics");
        assertThat(HelmChart.only(objects, "ServiceMonitor").text("metadata", "labels", "team"))
                .isEqualTo("e");
        assertThat(services(objects)).hasSize(1);
    }

    @Test
    void programProbesAndServicesUseTheContainerPort() throws Exception {
        Tools.Ran ran = HelmChart.template(
                "--set", "containerPort=9999,shards=2,webConfig.existingSecret=web,webConfig.authentication=true");

        List<Doc> objects = Doc.all(ran.output());
        Doc container = HelmChart.container(objects);

        assertThat(ran.output()).doesNotContain("containerPort: 10106", "port: 10106\n      targetPort: 10106");
        assertThat(container.texts("args")).contains("--web.listen-address=:9999");
        assertThat(container.text("ports", 0, "containerPort")).isEqualTo("9999");
        assertThat(container.texts("livenessProbe", "exec", "command")).contains("--web.listen-address=:9999");
        assertThat(container.text("readinessProbe", "tcpSocket", "port")).isEqualTo("http");
        assertThat(HelmChart.ofKind(objects, "Service"))
                .allSatisfy(service -> assertThat(service.text("spec", "ports", 0, "targetPort"))
                        .isEqualTo("http"));
    }

    @Test
    void podMonitorUsesTheSameJob() throws Exception {
        List<Doc> objects = Doc.all(HelmChart.template(
                        "--set",
                        "podMonitor.enabled=true,podMonitor.additionalLabels.release=p,podMonitor.honorLabels=true")
                .output());

        Doc monitor = HelmChart.only(objects, "PodMonitor");
        Doc endpoint = monitor.get("spec", "podMetricsEndpoints", 0);

        assertThat(monitor.text("metadata", "labels", "release")).isEqualTo("p");
        assertThat(endpoint.text("relabelings", 0, "replacement")).isEqualTo(Shipped.JOB);
        assertThat(endpoint.text("honorLabels")).isEqualTo("true");
        assertThat(HelmChart.pod(objects).fields("metadata", "labels").entrySet())
                .containsAll(monitor.fields("spec", "selector", "matchLabels").entrySet());
    }

    @Test
    void runbookBaseIsConfigurable() throws Exception {
        String rendered = HelmChart.template(
                        "--set",
                        "prometheusRule.enabled=true,prometheusRule.runbookBaseUrl=https://wiki.example.com/runbooks/")
                .output();

        assertThat(rendered)
                .contains("runbook_url: https://wiki.example.com/runbooks/CloudTrailNotLogging.md")
                .doesNotContain(Home.url() + "/blob/main/docs/runbooks");
    }

    @Test
    void valuesOfOtherChartsAreApplied() throws Exception {
        List<Doc> objects = Doc.all(HelmChart.template(
                        "--set",
                        "global.imageRegistry=registry.example.com,namespaceOverride=elsewhere,strategy.type=Recreate,"
                                + "revisionHistoryLimit=3,dnsPolicy=None,dnsConfig.nameservers[0]=10.0.0.10,"
                                + "initContainers[0].name=before,extraContainers[0].name=beside")
                .output());

        Doc deployment = HelmChart.only(objects, "Deployment");
        Doc pod = HelmChart.pod(objects).get("spec");

        assertThat(objects)
                .allSatisfy(object ->
                        assertThat(object.text("metadata", "namespace")).isEqualTo("elsewhere"));
        assertThat(HelmChart.container(objects).text("image")).startsWith("registry.example.com/cloudtrail-exporter/");
        assertThat(deployment.text("spec", "strategy", "type")).isEqualTo("Recreate");
        assertThat(deployment.text("spec", "revisionHistoryLimit")).isEqualTo("3");
        assertThat(pod.text("dnsPolicy")).isEqualTo("None");
        assertThat(pod.text("dnsConfig", "nameservers", 0)).isEqualTo("10.0.0.10");
        assertThat(pod.text("initContainers", 0, "name")).isEqualTo("before");
        assertThat(pod.text("containers", 1, "name")).isEqualTo("beside");
    }

    @Test
    void shardsAreRejectedWithoutPodIndex() throws Exception {
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
