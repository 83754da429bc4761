package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.Problems.Place;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void markIsUnderThePlace() {
        assertThat(excerpt("name: x", Place.within(7, 7, 1))).isEqualTo("  7 | name: x\n    |       ^");
    }

    @Test
    void placeOverSeveralLinesIsMarkedToTheEndOfItsFirst() {
        assertThat(excerpt("name: x  ", new Place(7, 1, 9, 3))).isEqualTo("  7 | name: x\n    | ^^^^^^^");
    }

    @Test
    void placePastTheEndHasItsMarkThere() {
        assertThat(excerpt("name:", Place.within(7, 6, 0))).isEqualTo("  7 | name:\n    |      ^");
    }

    @Test
    void marksMoveWithTheMasksBeforeThem() {
        String shown = excerpt("a: secret, b: x", Place.within(7, 15, 1), Place.within(7, 4, 6));

        assertThat(shown).isEqualTo("  7 | a: ***, b: x\n    |            ^");
    }

    @Test
    void overlappingSecretsAreOneMask() {
        Place inner = Place.within(7, 6, 2);
        Place outer = Place.within(7, 4, 6);
        Place across = Place.within(7, 8, 8);

        assertThat(excerpt("a: secret, b: x", Place.within(7, 1, 1), inner, outer, across))
                .isEqualTo("  7 | a: ***\n    | ^");
    }

    @Test
    void secretOverSeveralLinesIsMaskedInEach() {
        Place secret = new Place(6, 4, 8, 3);

        assertThat(excerpt("secret", Place.within(7, 1, 6), secret)).isEqualTo("  7 | ***\n    | ^^^");
        assertThat(excerpt("ab: c", Place.within(8, 5, 1), secret)).isEqualTo("  8 | ***: c\n    |      ^");
    }

    @Test
    void longLineIsCutAroundThePlace() {
        String shown = excerpt("x".repeat(500) + "HERE" + "x".repeat(500), Place.within(7, 501, 4));

        assertThat(shown.lines().toList().get(0))
                .hasSize(6 + 102)
                .startsWith("  7 | …x")
                .endsWith("x…");
        assertThat(shown.indexOf("HERE"))
                .isEqualTo(shown.lines().toList().get(1).indexOf("^^^^"));
    }

    @Test
    void wordsOfAnInvalidFileAreHiddenUnlessTheyAreKeys() {
        Excerpt excerpt = new Excerpt(Place.within(7, 34, 1), "- {region: prod-eu, external_id: 'a b', c: name-x}");

        excerpt.hideWords();

        assertThat(excerpt.render())
                .isEqualTo(
                        "  7 | - {region: ***, external_id: '*** ***', ***: ***}\n    |                              ^");
    }

    @Test
    void secretIsNeverShownInPart() {
        String secret = "secret".repeat(1_000);
        String line = "{a: " + secret + ", b: x, c: https://u:" + secret + "@host}";

        for (int column = 1; column <= line.length(); column += 7) {
            assertThat(excerpt(line, Place.within(7, column, 1), Place.within(7, 5, secret.length())))
                    .as("column %s", column)
                    .doesNotContain("secret");
        }
    }

    @Test
    void terminalSequencesAreNotPassedOn() {
        assertThat(excerpt("a\u001b[31m\u202eb", Place.within(7, 1, 1))).doesNotContain("\u001b", "\u202e");
    }

    private static String excerpt(String line, Place place, Place... secrets) {
        Excerpt excerpt = new Excerpt(place, line);
        Arrays.stream(secrets).forEach(excerpt::hide);
        return excerpt.render();
    }
}
