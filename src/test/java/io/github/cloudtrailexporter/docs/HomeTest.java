package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Tools;
import io.github.cloudtrailexporter.web.BuildInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository, the image and the chart have the same home in every file: that of pom.xml. */
class HomeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** The first two parts of a path at a public host of repositories or images. */
    private static final Pattern NAME = Pattern.compile(
            "\\b(?:git(?:hub|lab)\\.com|codeberg\\.org|ghcr\\.io|quay\\.io|docker\\.io)/[\\w.-]+/[\\w.-]+");

    @Test
    void everyFileNamesTheHomeInThePom() throws IOException {
        Map<Path, Set<String>> names = names(ROOT);

        assertThat(names).hasSizeGreaterThan(30);
        assertThat(names.values()).allSatisfy(found -> assertThat(allowed(ROOT)).containsAll(found));
    }

    @Test
    void statusPageLinksToTheHomeInThePom() {
        assertThat(BuildInfo.HOME).isEqualTo(Home.url());
    }

    @Test
    void oneCommandMovesEveryFileToAnotherHome(@TempDir Path copy) throws Exception {
        Tools.need("sh");
        for (Path file : names(ROOT).keySet()) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(ROOT.resolve(file), copy.resolve(file));
        }
        Path script = Path.of("deploy/set-home");
        Files.copy(ROOT.resolve(script), copy.resolve(script));

        Tools.Ran ran = Tools.run("", "sh", copy.resolve(script).toString(), "Acme/CloudTrail-Watch");

        assertThat(ran.code()).as(ran.output()).isZero();
        assertThat(Home.repository(copy.resolve("pom.xml"))).isEqualTo("Acme/CloudTrail-Watch");
        assertThat(names(copy)).hasSameSizeAs(names(ROOT));
        assertThat(names(copy).values())
                .allSatisfy(found -> assertThat(allowed(copy)).containsAll(found));
    }

    private static Set<String> allowed(Path root) {
        String repository = Home.repository(root.resolve("pom.xml"));
        String image = repository.toLowerCase(Locale.ROOT);
        String owner = image.substring(0, image.indexOf('/'));
        return Set.of("github.com/" + repository, "ghcr.io/" + image, "ghcr.io/" + owner + "/charts");
    }

    /** The names in each file that has any. */
    private static Map<Path, Set<String>> names(Path root) throws IOException {
        Map<Path, Set<String>> names = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = root.relativize(file);
                Set<String> found = relative.startsWith("target") || relative.startsWith(".git") ? Set.of() : in(file);
                if (!found.isEmpty()) {
                    names.put(relative, found);
                }
            }
        }
        return names;
    }

    private static Set<String> in(Path file) throws IOException {
        return NAME.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .map(match -> match.group().replaceAll("(\\.git|\\.)$", ""))
                .filter(name -> name.toLowerCase(Locale.ROOT).contains("cloudtrail"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
