package io.github.cloudtrailexporter.config;

import java.util.regex.Pattern;

/**
 * How AWS writes its names. Where AWS' documentation and what it once accepted may differ, the looser form is taken: a
 * name that does not exist shows in the metrics, a trail that cannot be listed would not be watched.
 */
final class AwsName {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** CloudTrail user guide, "Trail naming requirements"; that punctuation may not be adjacent is left to AWS. */
    private static final Pattern TRAIL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]");

    /** IAM API, RoleName (64) and Path (512). */
    private static final Pattern ROLE = Pattern.compile("([\\x21-\\x2E\\x30-\\x7E]+/){0,64}[A-Za-z0-9_+=,.@-]{1,64}");

    /** STS API, AssumeRole, ExternalId. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");

    private AwsName() {}

    static boolean isRegion(String text) {
        return text.length() <= 64 && REGION.matcher(text).matches();
    }

    static boolean isAccount(String text) {
        return ACCOUNT.matcher(text).matches();
    }

    static boolean isTrail(String text) {
        return TRAIL.matcher(text).matches();
    }

    /** A name, which may have a path in front of it. */
    static boolean isRole(String text) {
        return text.length() <= 576 && ROLE.matcher(text).matches();
    }

    static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }
}
