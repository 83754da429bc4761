package io.github.cloudtrailexporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "plain text ~", "\"quoted\" \\ and {braced}", "Zahlungsverkehr für Müller", "決済", "🦊"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(LabelText.clean(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0000", "\u001F", "\u007F", "\u0085", "\u2028", "\u2029", "\uD800", "\uDC00"})
    void aCharacterThatBreaksLinesOrParsersIsReplaced(String character) {
        assertThat(LabelText.clean("a" + character + "b")).isEqualTo("a\uFFFDb");
    }

    @Test
    void theLongestTextStaysAndALongerOneIsCut() {
        String longest = "x".repeat(LabelText.MAX_LENGTH);

        assertThat(LabelText.clean(longest)).isEqualTo(longest);
        assertThat(LabelText.clean(longest + "y")).isEqualTo(longest);
        assertThat(LabelText.clean("🦊".repeat(LabelText.MAX_LENGTH + 1))).isEqualTo("🦊".repeat(LabelText.MAX_LENGTH));
    }
}
