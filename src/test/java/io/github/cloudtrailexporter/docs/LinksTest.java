package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link in a document to a file of this repository, and to a heading in it, is valid. */
class LinksTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:)([^)\\s]+)\\)");
    private static final Pattern OWN_ADDRESS =
            Pattern.compile(Pattern.quote(Home.url()) + "/(?:blob|tree)/main/([^)\\s>#]+)");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .filter(file -> !file.startsWith("target") && !file.startsWith(".git"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkIsValid(Path page) throws IOException {
        String text = withoutCode(page);

        assertThat(LINK.matcher(text).results().map(match -> match.group(1))).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : folder(page).resolve(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("headings of " + target).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyAddressOfAFileOfThisRepositoryIsValid(Path page) throws IOException {
        assertThat(OWN_ADDRESS.matcher(Files.readString(page)).results().map(match -> match.group(1)))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    private static Path folder(Path page) {
        return page.getParent() == null ? Path.of("") : page.getParent();
    }

    private static String withoutCode(Path page) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
    }

    /** As GitHub makes them: lower case, without punctuation, hyphens for spaces, numbered from the second on. */
    private static Set<String> anchors(Path page) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(withoutCode(page))
                .results()
                .map(match -> anchor(match.group(1)))
                .forEach(anchor -> {
                    int number = seen.merge(anchor, 1, Integer::sum);
                    anchors.add(number == 1 ? anchor : anchor + "-" + (number - 1));
                });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
