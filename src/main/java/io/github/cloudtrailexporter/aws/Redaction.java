package io.github.cloudtrailexporter.aws;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes secrets from the text of an exception. AWS repeats parts of the request in some messages: the one of {@code
 * SignatureDoesNotMatch} contains the whole canonical request with its session token.
 *
 * @param secrets texts to hide wherever they occur, in addition to what looks like a secret
 */
record Redaction(List<String> secrets) {

    /** Hides only what looks like a secret. */
    static final Redaction OF_PATTERNS = new Redaction(List.of());

    private static final String HIDDEN = "[hidden]";

    /** Access key ids; and long runs of base64 or hexadecimal digits: keys, tokens, signatures. */
    private static final Pattern LOOKS_SECRET = Pattern.compile("\\bA[A-Z]{3}[A-Z0-9]{12,}\\b|[A-Za-z0-9+/=]{40,}");

    String apply(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        return LOOKS_SECRET.matcher(redacted).replaceAll(HIDDEN);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Redaction";
    }
}
