package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The form that the text of a scalar must have.
 *
 * @param expected completes "expected ..."
 * @param types the types of scalar that are accepted; a value with an environment variable in it may have any type
 * @param parse the value, or nothing if the text does not match the rule
 * @param hint the likely mistake in a text that does not match, or an empty text
 * @param warning a doubt about a value that matches, or an empty text
 */
record Rule<T>(
        String expected,
        Set<Tag> types,
        Function<String, Optional<T>> parse,
        Function<String, String> hint,
        Function<T, String> warning) {

    static <T> Rule<T> text(String expected, Function<String, Optional<T>> parse) {
        return new Rule<>(expected, Set.of(Tag.STR), parse, text -> "", value -> "");
    }

    static Rule<String> matching(String expected, Predicate<String> test) {
        return text(expected, text -> Optional.of(text).filter(test));
    }

    /** One of these words; the message about a misspelled one names the nearest. */
    static Rule<String> oneOf(Collection<String> words) {
        String expected = (words.size() == 1 ? "" : "one of ") + String.join(", ", words);
        return matching(expected, words::contains).hinting(text -> didYouMean(text, words));
    }

    Rule<T> hinting(Function<String, String> other) {
        return new Rule<>(expected, types, parse, other, warning);
    }

    Rule<T> warning(Function<T, String> other) {
        return new Rule<>(expected, types, parse, hint, other);
    }

    /** The same rule for values without this error; the error is the hint. */
    Rule<T> unless(Function<T, String> error) {
        return new Rule<>(
                expected,
                types,
                text -> parse.apply(text).filter(value -> error.apply(value).isEmpty()),
                text -> parse.apply(text).map(error).orElseGet(() -> hint.apply(text)),
                warning);
    }

    Rule<T> of(Tag... other) {
        return new Rule<>(expected, Set.of(other), parse, hint, warning);
    }

    /** The same rule for another type of value, without the warning. */
    <U> Rule<U> as(Function<T, U> make) {
        return new Rule<>(expected, types, text -> parse.apply(text).map(make), hint, value -> "");
    }

    static String didYouMean(String word, Collection<String> words) {
        return NearestKey.of(word, words)
                .map(nearest -> "did you mean " + quoted(nearest) + "?")
                .orElse("");
    }
}
