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

/** The plan of the house: who may import whom, and in which room each library lives. */
class ArchitectureTest {

    private static final String ROOT = "io.github.cloudtrailexporter";

    /** Room → the rooms it may import. The root package, which wires all of them, is not in the table. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "trail", Set.of(),
            "config", Set.of(),
            "poll", Set.of("trail"),
            "aws", Set.of("trail", "poll"),
            "metrics", Set.of("trail"),
            "web", Set.of("config", "trail", "poll", "metrics"),
            "demo", Set.of("trail", "poll"),
            "simulator", Set.of());

    /** Library → the rooms it may be used in; the empty name is the root package. */
    private static final Map<String, Set<String>> LIVES_IN = Map.ofEntries(
            Map.entry("software.amazon.awssdk..", Set.of("aws")),
            Map.entry("org.apache.hc..", Set.of("aws")),
            Map.entry("org.yaml.snakeyaml..", Set.of("config")),
            Map.entry("io.prometheus.client..", Set.of("metrics", "web")),
            Map.entry("com.sun.net.httpserver..", Set.of("web", "simulator")),
            Map.entry("at.favre.lib..", Set.of("web")),
            Map.entry("picocli..", Set.of("")),
            Map.entry("ch.qos.logback..", Set.of("")),
            Map.entry("org.slf4j..", Set.of("")),
            Map.entry("com.grack.nanojson..", Set.of("")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<String> rooms() {
        return MAY_IMPORT.keySet().stream().sorted();
    }

    static Stream<String> libraries() {
        return LIVES_IN.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsOnlyTheRoomsThatItMay(String room) {
        String[] forbidden = Stream.concat(
                        Stream.of(ROOT),
                        rooms().filter(other -> !other.equals(room))
                                .filter(other -> !MAY_IMPORT.get(room).contains(other))
                                .map(other -> ROOT + "." + other + ".."))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsUsedOnlyWhereItLives(String library) {
        String[] homes = LIVES_IN.get(library).stream()
                .map(room -> room.isEmpty() ? ROOT : ROOT + "." + room + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void theRoomsHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theTableKnowsEveryRoom() {
        List<String> rooms = CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
                .distinct()
                .toList();

        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
    }
}
