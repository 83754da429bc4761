package io.github.cloudtrailexporter.config;

import java.util.Optional;

/** How a trail is named in the configuration. */
public sealed interface TrailRef {

    /** The trail's name. */
    String name();

    /** The Region that is asked when no others are listed. */
    String homeRegion();

    /** A name that is looked up in a Region; in which account, only the credentials know. */
    record ByName(String name, String region) implements TrailRef {
        public ByName {
            Check.that(AwsName.isTrail(name), "trail name " + name);
            Check.that(AwsName.isRegion(region), "Region " + region);
        }

        @Override
        public String homeRegion() {
            return region;
        }
    }

    /** An ARN, which says its own home Region and account. */
    record ByArn(String partition, String homeRegion, String accountId, String name) implements TrailRef {
        public ByArn {
            String fault = new Arn(partition, "cloudtrail", homeRegion, accountId, "trail/" + name).faultAsTrail();
            Check.that(fault.isEmpty(), "ARN of a trail: " + fault);
        }

        static Optional<ByArn> parse(String text) {
            return Arn.parse(text)
                    .filter(arn -> arn.faultAsTrail().isEmpty())
                    .map(arn -> new ByArn(
                            arn.partition(),
                            arn.region(),
                            arn.accountId(),
                            arn.resource().substring("trail/".length())));
        }

        /** {@code arn:PARTITION:cloudtrail:REGION:ACCOUNT:trail/NAME}. */
        public String arn() {
            return "arn:" + partition + ":cloudtrail:" + homeRegion + ":" + accountId + ":trail/" + name;
        }
    }
}
