package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The bill of materials that is built beside the jar. */
class BillOfMaterialsIT {

    private static final Path JAR = Path.of(System.getProperty("exporter.jar"));
    private static final Pattern TEST_TOOLS =
            Pattern.compile(".*(junit|jqwik|jazzer|assertj|archunit|testcontainers).*");

    private final List<String> components = components();

    private static List<String> components() {
        boolean offline = System.getProperty("build.mode", "").equals("offline true");
        Skips.unless(!offline, "an offline build creates no bill of materials");
        try {
            String text = Files.readString(JAR.resolveSibling("bom.json"));
            return JsonParser.object().from(text).getArray("components").stream()
                    .map(JsonObject.class::cast)
                    .map(component -> component.getString("purl"))
                    .toList();
        } catch (IOException | JsonParserException e) {
            throw new AssertionError("there is no bill of materials beside " + JAR, e);
        }
    }

    @Test
    void listsTheDependenciesWithTheirVersions() {
        assertThat(components)
                .anyMatch(purl -> purl.startsWith("pkg:maven/software.amazon.awssdk/cloudtrail@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/io.prometheus/simpleclient@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/org.yaml/snakeyaml@"))
                .allMatch(purl -> purl.matches("pkg:maven/[^/]+/[^@]+@[^?]+\\?type=jar"));
    }

    @Test
    void listsNoTestDependency() {
        assertThat(components).noneMatch(purl -> TEST_TOOLS.matcher(purl).matches());
    }

    @Test
    void jarContainsNoTestDependency() throws Exception {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> TEST_TOOLS.matcher(name).matches());
        }
    }
}
