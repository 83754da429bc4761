package io.github.cloudtrailexporter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "prod, prod", "*, anything", "*, ''", "prod-*, prod-", "prod-*, prod-eu", "*-test, my-test",
                "*-test, -test-test",
        "a*b*c, aXbYbZc", "a**c, ac", "?, x", "a?c, abc", "???*, abcd", "*a?, aab", "*.*, a.b"
    })
    void globMatches(String pattern, String name) {
        assertThat(new Glob(pattern).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "prod, prod-eu",
        "prod, my-prod",
        "prod-*, Prod-eu",
        "prod-*, prod",
        "*-test, my-test-2",
        "?, ''",
        "?, xy",
        "a?c, ac",
        "a*b*c, acb",
        "a.c, abc",
        "???*, ab"
    })
    void globDoesNotMatch(String pattern, String name) {
        assertThat(new Glob(pattern).matches(name)).isFalse();
    }

    @Test
    @Timeout(5)
    void manyStarsAreMatchedQuickly() {
        assertThat(new Glob("*a".repeat(50) + "b").matches("a".repeat(128))).isFalse();
    }

    @Test
    void invalidGlobCannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Glob("[ab]"));
    }

    @Test
    void excludeHasPrecedenceOverInclude() {
        NameFilter filter = new NameFilter(List.of(new Glob("prod-*"), new Glob("main")), List.of(new Glob("*-test")));

        assertThat(List.of("prod-eu", "prod-eu-test", "main", "other"))
                .filteredOn(filter)
                .containsExactly("prod-eu", "main");
    }

    @Test
    void everyNameIsSelectedWithoutInclude() {
        assertThat(new NameFilter(List.of(), List.of()).test("anything")).isTrue();
    }
}
