package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Check;
import java.util.regex.Pattern;

/** A pattern over whole names of trails: {@code *} is any text, {@code ?} any one character. Case-sensitive. */
public record Glob(String pattern) {

    /** The characters of trail names, and the two wildcards. */
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._*?-]{1,128}");

    public Glob {
        Check.that(isGlob(pattern), "glob " + pattern);
    }

    /** Whether the text is a valid pattern. */
    public static boolean isGlob(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /** Whether the whole name matches. Takes at most time proportional to the product of both lengths. */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                // Backtrack: the last star matches one more character.
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(rest -> rest == '*');
    }
}
