package io.github.cloudtrailexporter.web;

import io.prometheus.client.Predicate;
import io.prometheus.client.SampleNameFilter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@code ?name[]=METRIC&name[]=...}: the samples that are wanted. Other parameters are nobody's. */
final class NameQuery {

    private static final int MOST_PARAMETERS = 1000;
    private static final String NAME = "name[]";

    private NameQuery() {}

    /** Which names are wanted, all of them if none is named; nothing if the query cannot be read. */
    static Optional<Predicate<String>> names(String rawQuery) {
        if (rawQuery == null) {
            return Optional.of(SampleNameFilter.ALLOW_ALL);
        }
        String[] parameters = rawQuery.split("&", MOST_PARAMETERS + 2);
        if (parameters.length > MOST_PARAMETERS) {
            return Optional.empty();
        }
        Set<String> wanted = new HashSet<>();
        try {
            for (String parameter : parameters) {
                add(parameter, wanted);
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(wanted.isEmpty() ? SampleNameFilter.ALLOW_ALL : wanted::contains);
    }

    private static void add(String parameter, Set<String> wanted) {
        int equals = parameter.indexOf('=');
        String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
        String value = decoded(equals < 0 ? "" : parameter.substring(equals + 1));
        if (name.equals(NAME)) {
            wanted.add(value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
