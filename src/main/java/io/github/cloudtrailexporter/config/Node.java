package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Source.Place;
import java.util.List;

/** One part of a YAML document, with its place. */
sealed interface Node {

    Place place();

    /** The type of a scalar in YAML. Quoted scalars are always text. */
    enum Kind {
        TEXT("text"),
        NUMBER("the number"),
        BOOLEAN("the boolean"),
        DATE("the date"),
        NOTHING("nothing");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * A single value.
     *
     * @param text as written, quotes and escapes undone, variables filled in; never as YAML would convert it
     * @param variables the environment variables in the text, which must not be shown if there are any
     */
    record Scalar(Place place, String text, Kind kind, List<String> variables) implements Node {

        /** Whether the text contains values of environment variables. */
        boolean isFilled() {
            return !variables.isEmpty();
        }

        @Override
        public String toString() {
            return "Scalar[" + place + "]";
        }
    }

    record Sequence(Place place, List<Node> items) implements Node {}

    record Mapping(Place place, List<Entry> entries) implements Node {}

    /** A value that was already reported: readers ignore it and report nothing more. */
    record Unreadable(Place place) implements Node {}

    record Entry(Scalar key, Node value) {}
}
