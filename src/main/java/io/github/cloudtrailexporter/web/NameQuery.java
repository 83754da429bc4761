package io.github.cloudtrailexporter.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The bounds of {@code ?name[]=...}, checked before simpleclient's handler parses it without any. */
final class NameQuery {

    private static final int MOST_PARAMETERS = 1000;

    private NameQuery() {}

    /** Whether the handler can take this query. */
    static boolean isUsable(String rawQuery) {
        if (rawQuery == null) {
            return true;
        }
        String[] parameters = rawQuery.split("&", MOST_PARAMETERS + 2);
        if (parameters.length > MOST_PARAMETERS) {
            return false;
        }
        for (String parameter : parameters) {
            if (!isDecodable(parameter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecodable(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
