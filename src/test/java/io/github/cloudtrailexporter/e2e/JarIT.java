package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contents of the packaged jar. */
class JarIT {

    private static final String OURS = "io/github/cloudtrailexporter/";

    private static List<String> classes;

    @BeforeAll
    static void listClasses() throws Exception {
        try (ZipFile jar = new ZipFile(Jar.file().toFile())) {
            classes = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(OURS) && name.endsWith(".class"))
                    .map(name -> name.substring(OURS.length()))
                    .toList();
        }
    }

    @Test
    void containsTheExporterAndItsDemo() {
        assertThat(classes).contains("Main.class", "demo/DemoCloudTrail.class");
    }

    @Test
    void containsNoSimulatedAwsAndNoFaultInjection() {
        assertThat(classes)
                .noneMatch(name -> name.startsWith("simulator/"))
                .noneMatch(name -> name.matches(".*(Simulat|Fault|Inject).*"));
    }
}
