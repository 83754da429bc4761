package io.github.cloudtrailexporter.config;

import java.util.List;

/** One piece of a YAML document and the place where it stands. */
sealed interface Node {

    Place place();

    /** What YAML takes a scalar for. Quoted scalars are always text. */
    enum Kind {
        TEXT("text"),
        NUMBER("the number"),
        BOOLEAN("the boolean"),
        DATE("the date"),
        NOTHING("nothing");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * A single value.
     *
     * @param text as written, quotes and escapes undone, variables filled in; never as YAML would convert it
     * @param variables the environment variables whose values are in the text, which then may not be shown
     */
    record Scalar(Place place, String text, Kind kind, List<String> variables) implements Node {

        /** Whether there is in the text what does not stand in the file. */
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

    /** A value that has already been reported: whoever wanted it gets nothing and says nothing. */
    record Unreadable(Place place) implements Node {}

    record Entry(Scalar key, Node value) {}
}
