package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Node.Kind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the text of a scalar must be.
 *
 * @param expected completes "expected ..."
 * @param kinds what YAML may take the scalar for; a value with an environment variable in it may be any of them
 * @param parse the value, or nothing if the text does not obey the rule
 * @param hint what may be wrong with a text that does not, or an empty text
 */
record Rule<T>(String expected, Set<Kind> kinds, Function<String, Optional<T>> parse, Function<String, String> hint) {

    static <T> Rule<T> text(String expected, Function<String, Optional<T>> parse) {
        return new Rule<>(expected, EnumSet.of(Kind.TEXT), parse, text -> "");
    }

    static Rule<String> matching(String expected, Pattern pattern) {
        return text(expected, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
    }

    /** One of these words; a near miss is told which one was meant. */
    static Rule<String> oneOf(Collection<String> words) {
        String expected = (words.size() == 1 ? "" : "one of ") + String.join(", ", words);
        return text(expected, text -> Optional.of(text).filter(words::contains))
                .hinting(text -> didYouMean(text, words));
    }

    Rule<T> hinting(Function<String, String> other) {
        return new Rule<>(expected, kinds, parse, other);
    }

    /** The same rule for values only in which this finds no fault; the fault is the hint. */
    Rule<T> unless(Function<T, String> fault) {
        return new Rule<>(
                expected,
                kinds,
                text -> parse.apply(text).filter(value -> fault.apply(value).isEmpty()),
                text -> parse.apply(text).map(fault).orElseGet(() -> hint.apply(text)));
    }

    /** The same rule for scalars that YAML takes for these kinds. */
    Rule<T> of(Kind first, Kind... others) {
        return new Rule<>(expected, EnumSet.of(first, others), parse, hint);
    }

    <U> Rule<U> as(Function<T, U> make) {
        return new Rule<>(expected, kinds, text -> parse.apply(text).map(make), hint);
    }

    static String didYouMean(String word, Collection<String> words) {
        return NearestKey.of(word, words)
                .map(nearest -> "did you mean " + Quote.of(nearest) + "?")
                .orElse("");
    }
}
