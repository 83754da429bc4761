package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Access;
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
    record Place(Access access, String region) {}

    private final Duration interval;
    private final Map<Access, String> accounts = new ConcurrentHashMap<>();
    private final Map<Access, Answer<Set<String>>> regions = new ConcurrentHashMap<>();
    private final Map<Place, Answer<Map<TrailArn, TrailSettings>>> settings = new ConcurrentHashMap<>();

    Lookups(Duration interval) {
        this.interval = interval;
    }

    /** The account behind these credentials, from the role's ARN or as AWS has said; empty as long as it has not. */
    String account(Access access) {
        return access instanceof Access.Role role ? role.accountId() : accounts.getOrDefault(access, "");
    }

    void accountIs(Access access, String accountId) {
        accounts.put(access, accountId);
    }

    boolean regionsDue(Access access) {
        return due(regions.get(access));
    }

    Optional<Set<String>> regions(Access access) {
        return Optional.ofNullable(regions.get(access)).flatMap(Answer::value);
    }

    Optional<Failure> regionsFailure(Access access) {
        return Optional.ofNullable(regions.get(access)).flatMap(Answer::failure);
    }

    void regionsAre(Access access, Set<String> enabled) {
        regions.put(access, answer(Optional.of(Set.copyOf(enabled)), Optional.empty()));
    }

    /** Regions that discovery brings anyway: until it has missed two rounds, nobody else need ask for them. */
    void regionsFed(Access access, Set<String> enabled) {
        regions.put(access, new Answer<>(Optional.of(Set.copyOf(enabled)), Optional.empty(), fed()));
    }

    /** Keeps the Regions that were known. */
    void regionsFailed(Access access, Failure failure) {
        regions.put(access, answer(regions(access), Optional.of(failure)));
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
