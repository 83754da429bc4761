package io.github.cloudtrailexporter.trail;

import java.util.Objects;

/** The last reading of the event selectors of a trail. */
public sealed interface SelectorsOutcome {

    /**
     * The selectors are known.
     *
     * @param events what they record
     * @param fingerprint {@link EventSelectors#fingerprint()}
     */
    record Known(RecordedEvents events, String fingerprint) implements SelectorsOutcome {
        public Known {
            Objects.requireNonNull(events);
            Objects.requireNonNull(fingerprint);
        }
    }

    /** The selectors could not be read: what the trail records is unknown. */
    record Unreadable(Failure failure) implements SelectorsOutcome {
        public Unreadable {
            Objects.requireNonNull(failure);
        }
    }

    /** The selectors have not been read yet, or the report is not that of the home Region. */
    record NotRead() implements SelectorsOutcome {}
}
