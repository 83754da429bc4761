package io.github.cloudtrailexporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "plain text ~", "\"quoted\" \\ and {braced}", "Zahlungsverkehr für Müller", "決済", "🦊"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(Family.labelValue(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0000", "\u001F", "\u007F", "\u0085", "\u2028", "\u2029", "\uD800", "\uDC00"})
    void aCharacterThatBreaksLinesOrParsersIsReplaced(String character) {
        assertThat(Family.labelValue("a" + character + "b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void theLongestTextStaysAndALongerOneIsCut() {
        String longest = "x".repeat(Family.MAX_LABEL_VALUE);

        assertThat(Family.labelValue(longest)).isEqualTo(longest);
        assertThat(Family.labelValue(longest + "y")).isEqualTo(longest);
        assertThat(Family.labelValue("🦊".repeat(Family.MAX_LABEL_VALUE + 1)))
                .isEqualTo("🦊".repeat(Family.MAX_LABEL_VALUE));
    }
}
