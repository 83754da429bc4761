package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.config.Rule.matching;
import static io.github.cloudtrailexporter.config.Rule.text;

import io.github.cloudtrailexporter.config.ExporterConfig.PollConfig;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Glob;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.PrintableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;

/** The forms that the values of the configuration file must have. */
final class Rules {

    private static final List<String> KNOWN_REGIONS = Arrays.stream(Partition.values())
            .flatMap(partition -> partition.knownRegions().stream())
            .toList();

    static final Rule<String> REGION = matching("an AWS Region such as us-east-1", AwsName::isRegion)
            .hinting(Rules::regionHint)
            .warning(Rules::regionWarning);

    static final Rule<String> TRAIL_NAME = matching(
                    "the name of a trail (3 to 128 letters, digits, dots, underscores or hyphens)", AwsName::isTrail)
            .hinting(text -> text.startsWith("arn:") ? "this is an ARN: write arn: instead of name:" : "");

    static final Rule<ListedTrail.Name> TRAIL_ARN = text(
                    "the ARN of a trail such as arn:aws:cloudtrail:us-east-1:111122223333:trail/management", Arn::parse)
            .hinting(text -> AwsName.isTrail(text) ? "this is a name: write name: and region: instead of arn:" : "")
            .unless(Arn::trailError)
            .as(arn -> new ListedTrail.Name(arn.accountId(), arn.region(), arn.name()))
            .warning(name -> regionWarning(name.homeRegion()));

    static final Rule<String> ROLE_ARN = text(
                    "the ARN of a role such as arn:aws:iam::111122223333:role/cloudtrail-exporter", Arn::parse)
            .unless(Arn::roleError)
            .as(Arn::toString);

    static final Rule<String> ROLE_NAME = matching("the name of a role such as cloudtrail-exporter", AwsName::isRole)
            .hinting(text -> text.startsWith("arn:") ? "write only the name, which is the same in every account" : "");

    static final Rule<String> EXTERNAL_ID =
            matching("an external id (2 to 1224 letters, digits or any of _+=,.@:/-)", AwsName::isExternalId);

    static final Rule<String> ACCOUNT_ID =
            matching("an account id of 12 digits in quotes such as \"111122223333\"", AwsName::isAccountId);

    static final Rule<String> ACCOUNT_NAME = matching(
            "a name of 1 to 128 visible characters", text -> text.length() <= 128 && PrintableText.isPlain(text));

    static final Rule<Glob> GLOB = matching(
                    "a pattern over trail names such as \"prod-*\" (letters, digits, dots, underscores, hyphens, * and ?)",
                    Glob::isGlob)
            .as(Glob::new);

    static final Rule<Duration> MIN_INTERVAL = duration(
            "a duration from 0 to " + Durations.format(PollConfig.MAX_MIN_INTERVAL) + " such as 45s",
            value -> value.compareTo(PollConfig.MAX_MIN_INTERVAL) <= 0);

    static final Rule<Duration> DURATION =
            duration("a duration longer than 0 such as 45s or 1h30m", value -> value.compareTo(Duration.ZERO) > 0);

    static final Rule<Integer> CONCURRENCY = matching(
                    "a whole number from 1 to " + PollConfig.MAX_CONCURRENCY,
                    text -> text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= PollConfig.MAX_CONCURRENCY)
            .of(Tag.INT)
            .as(Integer::valueOf);

    static final Rule<String> PROFILE =
            matching("the name of a profile in the AWS configuration files", PrintableText::isPlain);

    static final Rule<URI> ENDPOINT = text(
                    "a URL such as https://vpce.example.com or http://127.0.0.1:5000, without user, query or fragment",
                    Rules::uri)
            .unless(Rules::endpointError);

    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z]+:");

    /** Responses of STS contain session tokens, so plain HTTP is limited to this machine, its containers and its network. */
    private static final Pattern LOCAL = Pattern.compile(
            "[^.:]+" // a container or service, such as moto
                    + "|.*\\.(localhost|local|internal|test)"
                    + "|(127|10)\\.[0-9.]+|192\\.168\\.[0-9.]+|172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+"
                    + "|\\[::1]");

    private Rules() {}

    private static String regionHint(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return AwsName.isRegion(plain) ? "did you mean " + plain + "?" : "";
    }

    /** Only a warning, because AWS adds Regions after this version is built. */
    private static String regionWarning(String region) {
        if (KNOWN_REGIONS.contains(region)) {
            return "";
        }
        return "this version does not know the Region " + region
                + NearestKey.of(region, KNOWN_REGIONS)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
    }

    static Rule<String> regionIn(Partition partition, String owner) {
        return REGION.unless(region -> mismatch(Partition.ofRegion(region), partition, owner));
    }

    static Rule<String> roleIn(Partition partition, String owner) {
        return ROLE_ARN.unless(arn -> mismatch(new AwsIdentity.Role(arn, "").partition(), partition, owner));
    }

    private static String mismatch(Partition partition, Partition expected, String owner) {
        return partition == expected
                ? ""
                : "it is in the partition " + partition + ", but " + owner + " in " + expected;
    }

    private static Rule<Duration> duration(String expected, Predicate<Duration> test) {
        return text(expected, text -> Durations.parse(text).filter(test))
                .of(Tag.STR, Tag.INT)
                .hinting(text -> text.matches("[1-9][0-9]{0,8}") ? "with its unit: " + text + "s?" : "");
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(
                    SCHEME.matcher(text).replaceFirst(found -> found.group().toLowerCase(Locale.ROOT))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String endpointError(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            return "it must begin with https:// or http://";
        }
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return "it has no valid host and port";
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return "it must not contain a user, query or fragment";
        }
        boolean local = LOCAL.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
        return scheme.equals("https") || local
                ? ""
                : "session tokens must not leave the local network over http://; use https://";
    }
}
