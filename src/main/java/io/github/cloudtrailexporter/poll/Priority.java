package io.github.cloudtrailexporter.poll;

/**
 * The order in which calls are made when there are more calls than threads: by level, the lowest first, and within a
 * level the call that has waited for more polls first. Without that, the same trails would be polled in every other poll
 * and the others never.
 *
 * @param waited number of consecutive polls that ended before the call was made
 */
public record Priority(int level, int waited) implements Comparable<Priority> {

    /** Credentials, accounts and Regions: all other calls of a poll depend on them. */
    public static final Priority SIGN_IN = new Priority(0, 0);

    static final Priority STATUS = new Priority(2, 0);

    /** The status of a trail whose call hung in the poll before: it may hang again and must not delay other trails. */
    static final Priority SUSPECT = new Priority(3, 0);

    /** Settings and discovery, which no status depends on. */
    public static final Priority BACKGROUND = new Priority(4, 0);

    private static final int OVERDUE = 1;

    /** The priority in the next poll of a call that was not made in time. */
    Priority overdue() {
        return new Priority(OVERDUE, waited + 1);
    }

    @Override
    public int compareTo(Priority other) {
        return level == other.level ? Integer.compare(other.waited, waited) : Integer.compare(level, other.level);
    }
}
