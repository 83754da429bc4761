package io.github.cloudtrailexporter.poll;

import java.util.Comparator;

/**
 * When a call's turn comes, if there are more calls than threads: by rank, and among equals first whoever has waited for
 * more polls. Without that the same trails would be asked in every other poll, and the same ones never.
 *
 * @param waited how many polls in a row have ended without its turn
 */
record Turn(CallPool.Rank rank, int waited) implements Comparable<Turn> {

    private static final Comparator<Turn> ORDER = Comparator.comparing(Turn::rank)
            .thenComparing(Comparator.comparingInt(Turn::waited).reversed());

    /** The turn of somebody who has not waited. */
    static Turn of(CallPool.Rank rank) {
        return new Turn(rank, 0);
    }

    /** The next turn of somebody whose turn has not come. */
    Turn overdue() {
        return new Turn(CallPool.Rank.OVERDUE, waited + 1);
    }

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
