package io.github.cloudtrailexporter.cloudtemplates;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.e2e.Skips;
import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerraformTest {

    private static final Path DEPLOY = Path.of("deploy");

    /** A folder with the AWS provider, as {@code terraform providers mirror} makes it: tests fetch nothing. */
    private static final Optional<String> PROVIDERS = Optional.ofNullable(System.getenv("TERRAFORM_PLUGIN_DIR"));

    @TempDir
    private Path copy;

    @BeforeEach
    void copyTheModules() throws IOException {
        Tools.need("terraform");
        for (String folder : List.of("terraform", "cloudformation")) {
            copy(DEPLOY.resolve(folder));
        }
    }

    private void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> !path.toString().contains(".terraform"))
                    .toList()) {
                Path target = copy.resolve(DEPLOY.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    static List<PolicyCase> cases() {
        return Stream.concat(PolicyCase.exporters().stream(), PolicyCase.readers().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void policiesAreThoseOfIamPolicy(PolicyCase given) throws Exception {
        Path module = copy.resolve("terraform/modules/policies");
        Files.writeString(module.resolve("terraform.tfvars.json"), JsonWriter.string(settings(given)));
        terraform(module, "init", "-input=false");
        terraform(module, "apply", "-input=false", "-auto-approve");

        JsonObject printed = given.printed();
        assertThat(output(module, "permissions")).isEqualTo(Policies.normal(printed.getObject("permissions")));
        if (printed.has("trust")) {
            assertThat(output(module, "trust")).isEqualTo(Policies.normal(printed.getObject("trust")));
        }
    }

    /** Module exporter lists no accounts without an organization; here the test sets it. */
    private static Map<String, Object> settings(PolicyCase given) {
        Map<String, Object> settings = new HashMap<>(given.settings());
        settings.put("principal", PolicyCase.PRINCIPAL);
        return settings;
    }

    private static Object output(Path module, String name) throws Exception {
        return Policies.normal(JsonParser.object().from(terraform(module, "output", "-raw", name)));
    }

    @Test
    void everyFileIsFormatted() throws Exception {
        terraform(copy.resolve("terraform"), "fmt", "-check", "-recursive", "-diff");
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"one-account", "organization"})
    void examplesAreValid(String example) throws Exception {
        Path folder = copy.resolve("terraform/examples").resolve(example);
        initialize(folder);

        terraform(folder, "validate");
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"exporter", "reader", "organization"})
    void modulesPassTheirOwnTests(String module) throws Exception {
        Path folder = copy.resolve("terraform/modules").resolve(module);
        initialize(folder);

        assertThat(terraform(folder, "test")).contains(" passed, 0 failed");
    }

    private static void initialize(Path folder) throws Exception {
        Skips.unless(
                PROVIDERS.isPresent(),
                "TERRAFORM_PLUGIN_DIR names no folder with the AWS provider; terraform providers mirror makes one");
        terraform(folder, "init", "-input=false", "-backend=false", "-plugin-dir=" + PROVIDERS.orElseThrow());
    }

    private static String terraform(Path folder, String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("env", "-u", "TF_CLI_CONFIG_FILE", "CHECKPOINT_DISABLE=1", "NO_COLOR=1", "terraform"));
        all.add("-chdir=" + folder);
        all.add(command);
        all.addAll(List.of(arguments));
        Tools.Ran ran = Tools.run("", all.toArray(String[]::new));
        assertThat(ran.code()).as(ran.output()).isZero();
        return ran.output();
    }
}
