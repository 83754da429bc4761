package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSecretsTest {

    @Test
    void externalIdIsReadFromTheEnvironment() throws Exception {
        String text = "discovery:\n  - role_arn: arn:aws:iam::111122223333:role/r\n    external_id: ${ID}\n";

        ExporterConfig config = ConfigReader.read("config.yml", text, Map.of("ID", "hunter2"));

        AwsIdentity.Role role = new AwsIdentity.Role("arn:aws:iam::111122223333:role/r", "hunter2");
        assertThat(config.discovery().get(0).scope()).isEqualTo(new OneAccount(role, ""));
    }

    @Test
    void externalIdIsNotInTheTextOfRecords() {
        AwsIdentity.Role role = new AwsIdentity.Role("arn:aws:iam::111122223333:role/r", "hunter2");
        Organization organization = new Organization(role, "reader", "hunter2", Set.of());

        assertThat(role.toString()).doesNotContain("hunter2");
        assertThat(organization.toString()).doesNotContain("hunter2");
    }

    @Test
    void passwordHashIsNotInTheTextOfTheWebConfiguration() {
        WebConfig config = new WebConfig(Optional.empty(), Map.of("alice", "hunter2"), Map.of());

        assertThat(config.toString()).contains("alice").doesNotContain("hunter2");
    }

    /** Each has another problem on the line of the secret, or a secret without a valid end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trails:\n  - {external_id: hunter2, nme: x}",
                "trails:\n  - {nme: x, external_id: hunter2, external_id: hunter2, region: X}",
                "trails:\n  - {\"external_id\": 'hunter2', region: {",
                "trails:\n  - external_id: |\n      hunter2\n      hunter2\n    nme: x",
                "trails:\n  - external_id: >\n   hunter2\n hunter2: x",
                "trails:\n  - external_id: \"hunter2\n    hunter2",
                "trails:\n  - external_id: \"hunter2\n    hunter2\" x",
                "trails:\n  - external_id: [hunter2, *hunter2, &hunter2 x]",
                "trails:\n  - external_id: {hunter2: hunter2}",
                "trails:\n  - external_id: 'hunter2' hunter2",
                "trails:\n  - external_id: @hunter2",
                "trails:\n  - external_id:\n      '${NO_SUCH_VARIABLE}hunter2'",
                "trails:\n  - external_id: \"hunter2\u2028\"",
                "trails:\n  - External-Id: hunter2",
                "trails:\n  - externalid: 'hunter2",
                "external_id: hunter2\ntrails: x",
                "external_id: hunter2",
                "aws:\n  endpoint_url: https://user:hunter2@",
                "aws:\n  endpoint-url: https://host/?token=hunter2",
                "aws: {endpoint_url: https://host/?token=hunter2, profile: *a}",
                "trail: [{role_arn: x, extrnal_id: hunter2}]",
                "trails:\n  - externalId: hunter2 : x",
                "trails:\n  - external-id: &a hunter2",
                "trails:\n  - extrenal_id: &a hunter2",
                "trails:\n  - secret_access_key: hunter2: x",
                "{\"trails\":[{\"extrenal_id\":\"hunter2\",\"name\":&a 1}]}",
                "trails:\n  - external_id: \"hunter2\n      b: hunter2\n      \\qhunter2\"",
                "trails:\n  - external_id: >\n      b: hunter2\n      \thunter2",
                "trails:\n  - ? external_id\n    : hunter2\n    nme: x",
                "trails:\n  - ? external_id\n    : hunter2: x",
                "trails:\n  - ? external_id\n    : &a hunter2",
                "--- hunter2 hunter2: x",
                "---\nhunter2\ntrails: x",
                "trails:\n  - hunter2: &a external_id",
                "trails:\n  - hunter2 : external_id: x",
            })
    @Tag("C15")
    void secretIsNotInTheMessage(String text) {
        ConfigException rejected =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("config.yml", text, Map.of()));

        String excerpts = rejected.getMessage()
                .lines()
                .filter(line -> line.contains(" | "))
                .toList()
                .toString();
        assertThat(excerpts).doesNotContain("hunter2");
    }

    /** Each begins with a character that has a meaning in YAML, and is quoted in messages of SnakeYAML. */
    @ParameterizedTest
    @ValueSource(
            strings = {"*hunter2", "&hunter2", "!hunter2 x", "!!hunter2 x", "!hunter2!x", "!<hunter2> x", "<<: *hunter2"
            })
    @Tag("C15")
    void secretIsNotInTheMessageOfTheParser(String externalId) {
        String text = "trails:\n  - external_id: " + externalId + "\n    name: management\n    region: us-east-1\n";

        ConfigException rejected =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("config.yml", text, Map.of()));

        assertThat(rejected.problems()).isNotEmpty();
        assertThat(rejected.getMessage()).startsWith("config.yml:2:").doesNotContain("hunter2");
    }

    /** As in a file that PowerShell writes with {@code >}. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
    void secretInAnotherEncodingIsNotInTheMessage(String encoding, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("config.yml");
        Files.writeString(file, "trails:\n  - external_id: hunter2\n", Charset.forName(encoding));

        ConfigException rejected = catchThrowableOfType(
                ConfigException.class, () -> ConfigReader.read(file, Map.of(), aws -> Optional.empty()));

        assertThat(rejected.getMessage()).doesNotContainPattern("h.?u.?n.?t.?e.?r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "basic_auth_user: {alice: hunter2}",
                "basic_auth_users: {alice: hunter2}",
                "basic_auth_users:\n  alice: hunter2: x",
                "http_server_config: {basic_auth_users: {alice: hunter2}}",
                "tls_server_config: {key: hunter2, cert_fil: x}",
            })
    void passwordIsNotInTheMessage(String text, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("web.yml"), text);

        ConfigException rejected = catchThrowableOfType(ConfigException.class, () -> WebConfigReader.read(file));

        assertThat(rejected.getMessage()).doesNotContain("hunter2");
    }
}
