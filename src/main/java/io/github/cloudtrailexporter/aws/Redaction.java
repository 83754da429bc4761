package io.github.cloudtrailexporter.aws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Removes secrets from the text of an exception. AWS repeats parts of the request in some messages: the one of {@code
 * SignatureDoesNotMatch} contains the whole canonical request with its session token.
 */
final class Redaction {

    private static final String HIDDEN = "[hidden]";

    /** Access key ids; and long runs of base64 or hexadecimal digits: keys, tokens, signatures. */
    private static final Pattern LOOKS_SECRET = Pattern.compile("\\bA[A-Z]{3}[A-Z0-9]{12,}\\b|[A-Za-z0-9+/=]{40,}");

    private final List<String> secrets;

    private Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(Objects::nonNull)
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    /** Hides what looks like a secret, and these keys and texts wherever they occur. */
    static Redaction of(AwsCredentials keys, String... more) {
        Collection<String> secrets = new ArrayList<>(Arrays.asList(more));
        secrets.add(keys.secretAccessKey());
        if (keys instanceof AwsSessionCredentials session) {
            secrets.add(session.sessionToken());
        }
        return new Redaction(secrets);
    }

    /** Hides only what looks like a secret. */
    static Redaction ofPatterns() {
        return new Redaction(List.of());
    }

    String apply(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        return LOOKS_SECRET.matcher(redacted).replaceAll(HIDDEN);
    }
}
