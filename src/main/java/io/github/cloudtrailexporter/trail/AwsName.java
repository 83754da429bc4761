package io.github.cloudtrailexporter.trail;

/**
 * The syntax of AWS names. Where AWS may once have accepted more than its documentation says, the looser form is
 * accepted: a trail that does not exist shows up in the metrics, but a trail that cannot be configured is not monitored.
 */
public final class AwsName {

    private AwsName() {}

    /** Whether the text has the form of a Region's name; the Region need not exist. */
    public static boolean isRegion(String text) {
        return text.length() <= 64 && text.matches("[a-z]{2,}(-[a-z]+)+-[0-9]+");
    }

    /** Whether the text is an account id: 12 digits. */
    public static boolean isAccountId(String text) {
        return text.matches("[0-9]{12}");
    }

    /** Whether it can be a trail's name (CloudTrail user guide, "Trail naming requirements", adjacent punctuation allowed). */
    public static boolean isTrail(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]");
    }

    /** Whether the text can be the name of a role, with or without its path (IAM API: RoleName 64, Path 512 characters). */
    public static boolean isRole(String text) {
        return text.length() <= 576 && text.matches("([\\x21-\\x2E\\x30-\\x7E]+/){0,64}[A-Za-z0-9_+=,.@-]{1,64}");
    }

    /** Whether the text can be an external id (STS API, AssumeRole, ExternalId). */
    public static boolean isExternalId(String text) {
        return text.matches("[A-Za-z0-9_+=,.@:/-]{2,1224}");
    }
}
