package io.github.cloudtrailexporter.config;

import java.util.List;
import java.util.Optional;

/** Reads {@code regions}: {@code all}, or a list of Regions of one partition. */
final class RegionsReader {

    private static final String EXPECTED = "all or a list of Regions such as [us-east-1, eu-west-1]";

    private static final Rule<String> ALL = Rule.text(
                    EXPECTED, text -> Optional.of(text).filter("all"::equals))
            .hinting(text ->
                    AwsName.isRegion(text) ? "did you mean [" + text + "]?" : Rule.didYouMean(text, List.of("all")));

    private RegionsReader() {}

    /**
     * The selection, or {@link RegionSelection.Home} if there is none, or none that can be read.
     *
     * @param rule the Regions that may stand here
     */
    static RegionSelection read(Fields fields, Rule<String> rule) {
        return fields.value("regions").flatMap(value -> read(value, rule)).orElseGet(RegionSelection.Home::new);
    }

    private static Optional<RegionSelection> read(Value value, Rule<String> rule) {
        if (value.isScalar()) {
            return value.as(ALL).map(all -> new RegionSelection.All());
        }
        if (value.isEmptyList()) {
            value.refuse("expected " + EXPECTED + ", found an empty list");
        }
        List<String> regions = value.distinct(EXPECTED, rule);
        return regions.isEmpty() ? Optional.empty() : Optional.of(new RegionSelection.Listed(regions));
    }
}
