package io.github.cloudtrailexporter.trail;

import java.util.regex.Pattern;

/**
 * The syntax of AWS names. Where AWS may once have accepted more than its documentation says, the looser form is
 * accepted: a trail that does not exist shows up in the metrics, but a trail that cannot be configured is not monitored.
 */
public final class AwsName {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

    /** CloudTrail user guide, "Trail naming requirements"; adjacent punctuation is left to AWS. */
    private static final Pattern TRAIL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]");

    /** IAM API, RoleName (64) and Path (512). */
    private static final Pattern ROLE = Pattern.compile("([\\x21-\\x2E\\x30-\\x7E]+/){0,64}[A-Za-z0-9_+=,.@-]{1,64}");

    /** STS API, AssumeRole, ExternalId. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");

    private AwsName() {}

    /** Whether the text has the form of a Region's name; the Region need not exist. */
    public static boolean isRegion(String text) {
        return text.length() <= 64 && REGION.matcher(text).matches();
    }

    /** Whether the text is an account id: 12 digits. */
    public static boolean isAccountId(String text) {
        return ACCOUNT_ID.matcher(text).matches();
    }

    /** Whether the text can be the name of a trail. */
    public static boolean isTrail(String text) {
        return TRAIL.matcher(text).matches();
    }

    /** Whether the text can be the name of a role, with or without its path. */
    public static boolean isRole(String text) {
        return text.length() <= 576 && ROLE.matcher(text).matches();
    }

    /** Whether the text can be an external id. */
    public static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }
}
