package io.github.cloudtrailexporter.cloudtemplates;

import static io.github.cloudtrailexporter.cloudtemplates.Template.list;
import static io.github.cloudtrailexporter.cloudtemplates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudFormationTest {

    private static final Path FOLDER = Path.of("deploy/cloudformation");
    private static final Path EXPORTER = FOLDER.resolve("exporter-role.yaml");
    private static final Path READER = FOLDER.resolve("reader-role.yaml");

    static List<PolicyCase> exporters() {
        return PolicyCase.exporters();
    }

    static List<PolicyCase> readers() {
        return PolicyCase.readers();
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void exporterRoleHasThePermissionsOfIamPolicy(PolicyCase given) throws Exception {
        Map<String, Object> role = role(Template.read(EXPORTER).with("RunsOn", "ecs"), given);

        assertThat(permissions(role)).isEqualTo(Policies.normal(given.printed().getObject("permissions")));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void readerRoleHasThePermissionsOfIamPolicy(PolicyCase given) throws Exception {
        Map<String, Object> role = role(Template.read(READER).with("ExporterRoleArn", PolicyCase.PRINCIPAL), given);

        JsonObject printed = given.printed();
        assertThat(permissions(role)).isEqualTo(Policies.normal(printed.getObject("permissions")));
        assertThat(Policies.normal(role.get("AssumeRolePolicyDocument")))
                .isEqualTo(Policies.normal(printed.getObject("trust")));
    }

    private static Map<String, Object> role(Template template, PolicyCase given) {
        given.settings().forEach((name, value) -> template.with(parameter(name), text(value)));
        return template.properties("Role");
    }

    /** {@code trail_arns} is {@code TrailArns} here. */
    private static String parameter(String setting) {
        return Arrays.stream(setting.split("_", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String text(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private static Object permissions(Map<String, Object> role) {
        assertThat(list(role.get("Policies"))).hasSize(1);
        return Policies.normal(map(list(role.get("Policies")).get(0)).get("PolicyDocument"));
    }

    @Test
    void ecsRoleIsForTasksOfThisAccountOnly() throws IOException {
        Object trust =
                Template.read(EXPORTER).with("RunsOn", "ecs").properties("Role").get("AssumeRolePolicyDocument");

        assertThat(map(list(map(trust).get("Statement")).get(0)))
                .containsEntry("Principal", Map.of("Service", "ecs-tasks.amazonaws.com"))
                .containsEntry("Condition", Map.of("StringEquals", Map.of("aws:SourceAccount", "111122223333")));
    }

    @Test
    void podIdentityTagsTheSession() throws IOException {
        Object trust = Template.read(EXPORTER)
                .with("RunsOn", "eks-pod-identity")
                .properties("Role")
                .get("AssumeRolePolicyDocument");

        assertThat(map(list(map(trust).get("Statement")).get(0)))
                .containsEntry("Principal", Map.of("Service", "pods.eks.amazonaws.com"))
                .containsEntry("Action", List.of("sts:AssumeRole", "sts:TagSession"))
                .doesNotContainKey("Condition");
    }

    @Test
    void cfnLintReportsNothing() throws IOException, InterruptedException {
        Tools.need("cfn-lint");

        Tools.Ran ran = Tools.run(
                "", "cfn-lint", "--non-zero-exit-code", "informational", "-t", EXPORTER.toString(), READER.toString());

        assertThat(ran.code()).as(ran.output()).isZero();
    }
}
