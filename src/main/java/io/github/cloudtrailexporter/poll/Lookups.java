package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is looked up once in a while rather than in every poll: the Regions enabled for an account, and the settings of
 * trails. An answer is believed for the interval. A failure is forgotten with the next poll, unless it is one that only a
 * person can mend: asking again every minute would fill the audit log with refused calls.
 */
final class Lookups {

    /** A Region, seen as somebody. */
    record Place(AwsIdentity identity, String region) {}

    private final Duration interval;
    private final Map<AwsIdentity, String> accounts = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, Answer<Set<String>>> regions = new ConcurrentHashMap<>();
    private final Map<Place, Answer<Map<TrailArn, TrailSettings>>> settings = new ConcurrentHashMap<>();

    Lookups(Duration interval) {
        this.interval = interval;
    }

    /** The account behind these credentials, from the role's ARN or as AWS has said; empty as long as it has not. */
    String account(AwsIdentity identity) {
        return identity instanceof AwsIdentity.Role role ? role.accountId() : accounts.getOrDefault(identity, "");
    }

    void accountIs(AwsIdentity identity, String accountId) {
        accounts.put(identity, accountId);
    }

    boolean regionsDue(AwsIdentity identity) {
        return due(regions.get(identity));
    }

    Optional<Set<String>> regions(AwsIdentity identity) {
        return Optional.ofNullable(regions.get(identity)).flatMap(Answer::value);
    }

    Optional<Failure> regionsFailure(AwsIdentity identity) {
        return Optional.ofNullable(regions.get(identity)).flatMap(Answer::failure);
    }

    void regionsAre(AwsIdentity identity, Set<String> enabled) {
        regions.put(identity, answer(Optional.of(Set.copyOf(enabled)), Optional.empty()));
    }

    /** Regions that discovery brings anyway: until it has missed two rounds, nobody else need ask for them. */
    void regionsFed(AwsIdentity identity, Set<String> enabled) {
        regions.put(identity, new Answer<>(Optional.of(Set.copyOf(enabled)), Optional.empty(), fed()));
    }

    /** Keeps the Regions that were known. */
    void regionsFailed(AwsIdentity identity, Failure failure) {
        regions.put(identity, answer(regions(identity), Optional.of(failure)));
    }

    boolean settingsDue(Place place) {
        return due(settings.get(place));
    }

    Optional<TrailSettings> settings(Place place, TrailArn arn) {
        return Optional.ofNullable(settings.get(place)).flatMap(Answer::value).map(known -> known.get(arn));
    }

    void settingsAre(Place place, Map<TrailArn, TrailSettings> described) {
        settings.put(place, answer(Optional.of(Map.copyOf(described)), Optional.empty()));
    }

    /** Settings that discovery brings anyway: until it has missed two rounds, nobody else need ask for them. */
    void settingsFed(Place place, Map<TrailArn, TrailSettings> described) {
        settings.put(place, new Answer<>(Optional.of(Map.copyOf(described)), Optional.empty(), fed()));
    }

    private Deadline fed() {
        return Deadline.in(interval.multipliedBy(3));
    }

    /** Forgets the settings that were known: they may no longer be true. */
    void settingsFailed(Place place, Failure failure) {
        settings.put(place, answer(Optional.empty(), Optional.of(failure)));
    }

    private <T> Answer<T> answer(Optional<T> value, Optional<Failure> failure) {
        return new Answer<>(value, failure, Deadline.in(interval));
    }

    private static boolean due(Answer<?> answer) {
        return answer == null
                || answer.until().passed()
                || answer.failure().map(failure -> failure.reason().retryable()).orElse(false);
    }

    private record Answer<T>(Optional<T> value, Optional<Failure> failure, Deadline until) {}
}
