package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Check;

/** A pattern over whole names of trails: {@code *} is any text, {@code ?} any one character. Case-sensitive. */
public record Glob(String pattern) {

    public Glob {
        Check.that(isGlob(pattern), "glob " + pattern);
    }

    /** Whether the text is a valid pattern: characters of trail names and the two wildcards. */
    public static boolean isGlob(String text) {
        return text.matches("[A-Za-z0-9._*?-]{1,128}");
    }

    /** Whether the whole name matches. */
    public boolean matches(String name) {
        String regex = pattern.replace(".", "\\.")
                .replace('?', '.')
                // What is between two stars matches at its first place only, so that many stars take no more time.
                .replaceAll("\\*+([^*]+)(?=\\*)", "(?>.{0,}?$1)")
                .replaceAll("\\*+", ".*");
        return name.matches(regex);
    }
}
