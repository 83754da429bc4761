package io.github.cloudtrailexporter.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelled one is closest to. */
final class NearestKey {

    /** Longer texts are not misspelled keys, and comparing them is slow. */
    private static final int LONGEST = 100;

    private NearestKey() {}

    static Optional<String> of(String word, Collection<String> words) {
        String plain = plain(word);
        return words.stream()
                .filter(candidate -> word.length() <= LONGEST && isNear(plain, plain(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))));
    }

    private static boolean isNear(String a, String b) {
        int most = Math.max(1, Math.max(a.length(), b.length()) / 3);
        return (Math.abs(a.length() - b.length()) <= most && distance(a, b) <= most)
                || (a.length() >= 4 && (b.startsWith(a) || b.endsWith(a)));
    }

    /** Makes {@code roleArn} and {@code role-arn} equal to {@code role_arn}. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** The number of letters to insert, delete, change, or swap with their neighbor (Damerau-Levenshtein). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = cost(cost, a, i, b, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cost(int[][] cost, String a, int i, String b, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
