package io.github.cloudtrailexporter.cloudtemplates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.cloudtrailexporter.CommandLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskDefinitionTest {

    private static final Path FILE = Path.of("deploy/ecs/task-definition.json");
    private static final Path DOCKERFILE = Path.of("Dockerfile");
    private static final Path POM = Path.of("pom.xml");

    private JsonObject config;
    private JsonObject exporter;

    @BeforeEach
    void read() throws Exception {
        JsonArray containers = JsonParser.object().from(Files.readString(FILE)).getArray("containerDefinitions");
        config = containers.getObject(0);
        exporter = containers.getObject(1);
    }

    @Test
    void optionsAreKnown() {
        String[] arguments = strings(exporter.getArray("command")).toArray(String[]::new);

        assertThatCode(() -> CommandLines.parse(arguments)).doesNotThrowAnyException();
    }

    @Test
    void healthCheckIsThatOfTheImage() throws Exception {
        Matcher health = Pattern.compile("HEALTHCHECK[^\\[]+(\\[[^]]+])").matcher(Files.readString(DOCKERFILE));
        assertThat(health.find()).isTrue();

        List<String> command = strings(exporter.getObject("healthCheck").getArray("command"));

        assertThat(command.get(0)).isEqualTo("CMD");
        assertThat(command.subList(1, command.size()))
                .isEqualTo(strings(JsonParser.array().from(health.group(1))));
    }

    @Test
    void userAndPortAreThoseOfTheImage() throws Exception {
        assertThat(Files.readString(DOCKERFILE))
                .contains("\nUSER " + exporter.getString("user"))
                .contains("\nEXPOSE "
                        + exporter.getArray("portMappings").getObject(0).getInt("containerPort"));
    }

    @Test
    void imageHasThisVersion() throws Exception {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(POM));
        assertThat(version.find()).isTrue();

        assertThat(exporter.getString("image")).endsWith(":" + version.group(1));
    }

    @Test
    void onlyTheConfigurationVolumeIsWritable() {
        assertThat(List.of(config, exporter))
                .allSatisfy(container -> assertThat(container.getBoolean("readonlyRootFilesystem"))
                        .isTrue());
        assertThat(exporter.getArray("mountPoints").getObject(0).getBoolean("readOnly"))
                .isTrue();
        assertThat(strings(exporter.getObject("linuxParameters")
                        .getObject("capabilities")
                        .getArray("drop")))
                .containsExactly("ALL");
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
