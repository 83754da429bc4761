package io.github.cloudtrailexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.iam.IamPolicies;
import io.github.cloudtrailexporter.target.Shard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class IamPolicyCommandTest {

    private static final Path FOLDER = Path.of("src/test/resources/iam");

    static Stream<String> configurations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void thePoliciesOfAConfigurationAreThoseInTheFileBesideIt(String name) throws IOException, ConfigException {
        Path expected = FOLDER.resolve(name.replace(".yml", ".json"));

        assertThat(policies(Files.readString(FOLDER.resolve(name)))).isEqualTo(Files.readString(expected));
    }

    private static String policies(String yaml) throws ConfigException {
        return new IamPolicies(ConfigReader.read("test", yaml, Map.of()).plan(Shard.ALL, "us-east-1")).json("");
    }

    @Test
    void nothingIsPrintedForCallsThatNeedNoPermission() throws ConfigException, IOException {
        for (String name : configurations().toList()) {
            assertThat(policies(Files.readString(FOLDER.resolve(name)))).doesNotContain("GetCallerIdentity");
        }
    }

    @Test
    void thePrincipalIsTrustedByEveryRole() throws JsonParserException {
        String principal = "arn:aws:iam::111122223333:role/exporter";

        Run run = run("--config.file=" + FOLDER.resolve("organization.yml"), "--principal=" + principal);

        assertThat(run.code()).isZero();
        JsonObject roles = JsonParser.object().from(run.out());
        roles.remove("exporter");
        assertThat(roles.keySet()).hasSize(4);
        assertThat(roles.values())
                .allSatisfy(role -> assertThat(((JsonObject) role)
                                .getObject("trust")
                                .getArray("Statement")
                                .getObject(0)
                                .getObject("Principal")
                                .getString("AWS"))
                        .isEqualTo(principal));
    }

    @Test
    void aPrincipalThatIsNoneIsWrongUsage() {
        Run run = run("--config.file=" + FOLDER.resolve("organization.yml"), "--principal=exporter");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--principal").contains("arn:aws:iam::111122223333:role/cloudtrail-exporter");
    }

    @Test
    void aWrongConfigurationIsAnErrorAndNoPolicy() {
        Run run = run("--config.file=" + FOLDER.resolve("nowhere.yml"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("nowhere.yml");
    }

    @Test
    void theDemoHasPoliciesToo() throws JsonParserException {
        Run run = run("--demo");

        assertThat(run.code()).isZero();
        assertThat(JsonParser.object().from(run.out()))
                .containsKeys("exporter", "arn:aws:iam::222233334444:role/cloudtrail-exporter");
    }

    private record Run(int code, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all =
                Stream.concat(Stream.of("iam-policy"), Stream.of(arguments)).toArray(String[]::new);
        int code = command.execute(all);
        return new Run(code, out.toString(), err.toString());
    }
}
