package io.github.cloudtrailexporter.config;

import java.util.regex.Pattern;

/** A pattern over whole names of trails: {@code *} is any text, {@code ?} any one character. Upper and lower case differ. */
public record Glob(String pattern) {

    /** The characters that a trail's name can have, and the two wildcards. */
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._*?-]{1,128}");

    public Glob {
        Check.that(isGlob(pattern), "glob " + pattern);
    }

    static boolean isGlob(String text) {
        return SYNTAX.matcher(text).matches();
    }

    /** Takes time in proportion to both lengths at worst, whatever the pattern. */
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
                // The last star takes one character more.
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(rest -> rest == '*');
    }
}
