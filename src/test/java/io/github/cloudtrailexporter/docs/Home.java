package io.github.cloudtrailexporter.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The home of the project, from pom.xml. */
public final class Home {

    private static final Pattern URL = Pattern.compile("(?m)^  <url>https://github\\.com/(.+)</url>$");

    private Home() {}

    /** The address of the repository. */
    public static String url() {
        return "https://github.com/" + repository(Path.of("pom.xml"));
    }

    /** The name of the image, without a tag. */
    public static String image() {
        return "ghcr.io/" + repository(Path.of("pom.xml")).toLowerCase(Locale.ROOT);
    }

    /** Owner and name of the repository. */
    static String repository(Path pom) {
        try {
            Matcher url = URL.matcher(Files.readString(pom));
            if (!url.find()) {
                throw new AssertionError(pom + " has no url");
            }
            return url.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
