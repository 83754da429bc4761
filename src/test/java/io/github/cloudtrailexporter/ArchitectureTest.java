package io.github.cloudtrailexporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may import which, and which package uses which library. */
class ArchitectureTest {

    private static final String ROOT = "io.github.cloudtrailexporter";

    /** Package → the packages of ours it may import. The root package, which wires all of them, is not in the table. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("aws", Set.of("trail", "target", "poll")),
            Map.entry("cli", Set.of("", "config", "iam", "log", "poll", "target", "trail", "web", "web.security")),
            Map.entry("config", Set.of("trail", "target")),
            Map.entry("demo", Set.of("trail", "target", "poll")),
            Map.entry("iam", Set.of("trail", "target")),
            Map.entry("log", Set.of("trail")),
            Map.entry("metrics", Set.of("trail")),
            Map.entry("poll", Set.of("trail", "target")),
            Map.entry("poll.discovery", Set.of("poll", "trail", "target")),
            Map.entry("target", Set.of("trail")),
            Map.entry("trail", Set.of()),
            Map.entry("web", Set.of("config", "trail", "poll", "metrics", "web.security", "web.status")),
            Map.entry("web.security", Set.of("config", "metrics")),
            Map.entry("web.status", Set.of("trail", "web")));

    /** Library → the packages it may be used in. */
    private static final Map<String, Set<String>> LIVES_IN = Map.ofEntries(
            Map.entry("software.amazon.awssdk..", Set.of("aws")),
            Map.entry("org.apache.hc..", Set.of("aws")),
            Map.entry("org.yaml.snakeyaml..", Set.of("config")),
            Map.entry("io.prometheus.client..", Set.of("metrics", "web")),
            Map.entry("com.sun.net.httpserver..", Set.of("web", "web.security")),
            Map.entry("at.favre.lib..", Set.of("web.security")),
            Map.entry("gg.jte..", Set.of("web.status")),
            Map.entry("nl.altindag..", Set.of("web.security")),
            Map.entry("picocli..", Set.of("", "cli")),
            Map.entry("ch.qos.logback..", Set.of("log")),
            Map.entry("com.grack.nanojson..", Set.of("cli", "iam", "log")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static String packageOf(String room) {
        return room.isEmpty() ? ROOT : ROOT + "." + room;
    }

    static Stream<String> rooms() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    static Stream<String> libraries() {
        return LIVES_IN.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aPackageImportsOnlyAllowedPackages(String room) {
        String[] forbidden = Stream.concat(Stream.of(""), rooms())
                .filter(other -> !other.equals(room))
                .filter(other -> !MAY_IMPORT.get(room).contains(other))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packageOf(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsUsedOnlyInItsPackages(String library) {
        String[] homes =
                LIVES_IN.get(library).stream().map(ArchitectureTest::packageOf).toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theTableListsEveryPackage() {
        List<String> rooms = CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1))
                .distinct()
                .toList();

        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }
}
