package io.github.cloudtrailexporter.trail;

import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The meaning of a problem and its remedy, for readers who see it for the first time, from {@code advice.properties}.
 *
 * @param page the URL of the AWS documentation about it; empty if there is none
 */
public record Advice(String meaning, String remedy, String page) {

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle(Advice.class.getPackageName() + ".advice", Locale.ROOT);

    /** For an account that no trail records. */
    public static Advice ofUnrecordedAccount() {
        return find("coverage.not_recorded").orElseThrow();
    }

    /** For an error that CloudTrail shows; unknown codes have the general advice of their destination. */
    public static Advice of(Destination destination, ErrorCode code) {
        // Digests are delivered to the same bucket in the same way as log files.
        Destination like = destination == Destination.DIGEST ? Destination.S3 : destination;
        String section = like.name().toLowerCase(Locale.ROOT) + ".";
        return find(section + code.value()).or(() -> find(section + "*")).orElseThrow();
    }

    /** For a trail that could not be polled. */
    public static Advice of(FailureReason reason) {
        return find("unknown." + reason.label()).orElseThrow();
    }

    /** For an account and Region in which discovery failed. */
    public static Advice ofDiscovery(FailureReason reason) {
        return find("discovery." + reason.label()).orElseGet(() -> of(reason));
    }

    /** For a state without an error code or failure; nothing for other states. */
    public static Optional<Advice> of(State state) {
        return find("state." + state.name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Advice> find(String key) {
        if (!TEXTS.containsKey(key + ".means")) {
            return Optional.empty();
        }
        String page = TEXTS.containsKey(key + ".see") ? TEXTS.getString(key + ".see") : "";
        return Optional.of(new Advice(TEXTS.getString(key + ".means"), TEXTS.getString(key + ".do"), page));
    }
}
