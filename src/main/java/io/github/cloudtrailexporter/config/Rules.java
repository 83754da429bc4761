package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Node.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What the values of the configuration file must look like. */
final class Rules {

    static final Rule<String> REGION =
            text("an AWS Region such as us-east-1", AwsName::isRegion).hinting(Rules::regionHint);

    static final Rule<String> TRAIL_NAME = text(
                    "the name of a trail (3 to 128 letters, digits, dots, underscores or hyphens)", AwsName::isTrail)
            .hinting(text -> text.startsWith("arn:") ? "this is an ARN: write arn: instead of name:" : "");

    static final Rule<TrailRef.ByArn> TRAIL_ARN = Rule.text(
                    "the ARN of a trail such as arn:aws:cloudtrail:us-east-1:111122223333:trail/management",
                    TrailRef.ByArn::parse)
            .hinting(text -> Arn.parse(text)
                    .map(Arn::faultAsTrail)
                    .orElse(AwsName.isTrail(text) ? "this is a name: write name: and region: instead of arn:" : ""));

    static final Rule<String> ROLE_ARN = text(
                    "the ARN of a role such as arn:aws:iam::111122223333:role/cloudtrail-exporter",
                    RoleConfig::isRoleArn)
            .hinting(text -> Arn.parse(text).map(Arn::faultAsRole).orElse(""));

    static final Rule<String> ROLE_NAME = text("the name of a role such as cloudtrail-exporter", AwsName::isRole)
            .hinting(text -> text.startsWith("arn:") ? "the name alone: it is the same in every account" : "");

    static final Rule<String> EXTERNAL_ID =
            text("an external id (2 to 1224 letters, digits or any of _+=,.@:/-)", AwsName::isExternalId);

    static final Rule<String> ACCOUNT_ID =
            text("an account id of 12 digits in quotes such as \"111122223333\"", AwsName::isAccount);

    static final Rule<String> ACCOUNT_NAME =
            text("a name of 1 to 128 visible characters", text -> text.length() <= 128 && Quote.isPlain(text));

    static final Rule<Glob> GLOB = text(
                    "a pattern over trail names such as \"prod-*\" (letters, digits, dots, underscores, hyphens, * and ?)",
                    Glob::isGlob)
            .as(Glob::new);

    static final Rule<Duration> MIN_INTERVAL = duration(
            "a duration from 0 to " + Durations.format(PollConfig.MAX_MIN_INTERVAL) + " such as 45s",
            value -> value.compareTo(PollConfig.MAX_MIN_INTERVAL) <= 0);

    static final Rule<Duration> DURATION =
            duration("a duration longer than 0 such as 45s or 1h30m", value -> value.compareTo(Duration.ZERO) > 0);

    static final Rule<Integer> CONCURRENCY = Rule.text(
                    "a whole number from 1 to " + PollConfig.MAX_CONCURRENCY, Rules::concurrency)
            .of(Kind.NUMBER);

    static final Rule<String> PROFILE = text("the name of a profile in the AWS configuration files", Quote::isPlain);

    private Rules() {}

    private static Rule<String> text(String expected, Predicate<String> test) {
        return Rule.text(expected, text -> Optional.of(text).filter(test));
    }

    private static String regionHint(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return AwsName.isRegion(plain) ? "did you mean " + plain + "?" : "";
    }

    /** A Region that credentials of this partition can ask. */
    static Rule<String> regionIn(Partition partition, String owner) {
        return REGION.unless(region -> Partition.ofRegion(region).faultBeside(partition, owner));
    }

    /** A role whose credentials can ask this partition. */
    static Rule<String> roleIn(Partition partition, String owner) {
        return ROLE_ARN.unless(arn -> Partition.ofArn(arn).faultBeside(partition, owner));
    }

    private static Rule<Duration> duration(String expected, Predicate<Duration> test) {
        return Rule.text(expected, text -> Durations.parse(text).filter(test))
                .of(Kind.TEXT, Kind.NUMBER)
                .hinting(text -> text.matches("[1-9][0-9]{0,8}") ? "with its unit: " + text + "s?" : "");
    }

    private static Optional<Integer> concurrency(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[1-9][0-9]{0,3}"))
                .map(Integer::valueOf)
                .filter(number -> number <= PollConfig.MAX_CONCURRENCY);
    }
}
