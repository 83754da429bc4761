package io.github.cloudtrailexporter.target;

import java.util.List;
import java.util.function.Predicate;

/**
 * Selects trails by name.
 *
 * @param include names must match one of these; empty for every name
 * @param exclude names must match none of these
 */
public record NameFilter(List<Glob> include, List<Glob> exclude) implements Predicate<String> {

    /** Selects every trail. */
    public static final NameFilter ALL = new NameFilter(List.of(), List.of());

    public NameFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    @Override
    public boolean test(String trailName) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(trailName)))
                && exclude.stream().noneMatch(glob -> glob.matches(trailName));
    }
}
