package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A trail. A new one is healthy: it has been logging for 90 days, delivers log files every 5 minutes and, once it has a
 * topic, a log group or log file validation, also notifications, events and hourly digests; each Region at other times.
 *
 * <p>Everything can be changed at any time, by any thread; changes apply to the next call.
 */
public final class SimulatedTrail {

    private static final Duration LOG_FILES = Duration.ofMinutes(5);
    private static final Duration DIGESTS = Duration.ofHours(1);

    private final SimulatedAccount account;
    private final String name;
    private final String homeRegion;
    private final Map<String, Object> settings = new ConcurrentHashMap<>();
    private final Map<Place, Timeline> timelines = new ConcurrentHashMap<>();
    private final Map<String, String> rawMembers = new ConcurrentHashMap<>();
    private volatile LoggingTimes logging;
    private volatile Selectors selectors = Selectors.DEFAULT;

    /** The event selectors, as JSON: the name of the member in GetEventSelectors's response, and its value. */
    private record Selectors(String kind, String json) {
        private static final Selectors DEFAULT = new Selectors(
                "EventSelectors",
                "[{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true,\"DataResources\":[],"
                        + "\"ExcludeManagementEventSources\":[]}]");
    }

    private record Place(Destination destination, String region) {}

    SimulatedTrail(SimulatedAccount account, String name, String homeRegion) {
        this.account = account;
        this.name = name;
        this.homeRegion = homeRegion;
        this.logging =
                new LoggingTimes(Optional.of(account.clock().instant().minus(Duration.ofDays(90))), Optional.empty());
        bucket("aws-cloudtrail-logs-" + account.id());
        multiRegion(false).organization(false).validation(false);
        set("HasCustomEventSelectors", false).insightSelectors(false);
    }

    public String name() {
        return name;
    }

    public String homeRegion() {
        return homeRegion;
    }

    public SimulatedAccount account() {
        return account;
    }

    public String arn() {
        return String.join(
                ":", "arn", Regions.partition(homeRegion), "cloudtrail", homeRegion, account.id(), "trail/" + name);
    }

    /** Whether it has a shadow in every other enabled Region. */
    public SimulatedTrail multiRegion(boolean on) {
        return set("IsMultiRegionTrail", on);
    }

    /** Whether it is visible in the member accounts of the organization; its account must be the management account. */
    public SimulatedTrail organization(boolean on) {
        return set("IsOrganizationTrail", on);
    }

    public SimulatedTrail bucket(String bucket) {
        return set("S3BucketName", bucket);
    }

    public SimulatedTrail keyPrefix(String prefix) {
        return set("S3KeyPrefix", prefix);
    }

    public SimulatedTrail snsTopic(String topicArn) {
        return set("SnsTopicARN", topicArn).set("SnsTopicName", topicArn.substring(topicArn.lastIndexOf(':') + 1));
    }

    public SimulatedTrail logGroup(String groupArn, String roleArn) {
        return set("CloudWatchLogsLogGroupArn", groupArn).set("CloudWatchLogsRoleArn", roleArn);
    }

    public SimulatedTrail kmsKey(String keyArn) {
        return set("KmsKeyId", keyArn);
    }

    /** UpdateTrail with an empty topic, log group and key. */
    public SimulatedTrail withoutTopicLogGroupAndKey() {
        settings.keySet()
                .removeAll(Set.of(
                        "SnsTopicARN",
                        "SnsTopicName",
                        "CloudWatchLogsLogGroupArn",
                        "CloudWatchLogsRoleArn",
                        "KmsKeyId"));
        return this;
    }

    /** Log file validation, and with it digests. */
    public SimulatedTrail validation(boolean on) {
        return set("LogFileValidationEnabled", on);
    }

    /** PutEventSelectors was called with these basic selectors, a JSON array. */
    public SimulatedTrail eventSelectors(String json) {
        selectors = new Selectors("EventSelectors", json);
        return set("HasCustomEventSelectors", true);
    }

    /** PutEventSelectors was called with these advanced selectors, a JSON array. */
    public SimulatedTrail advancedEventSelectors(String json) {
        selectors = new Selectors("AdvancedEventSelectors", json);
        return set("HasCustomEventSelectors", true);
    }

    /** Undoes {@link #eventSelectors} and {@link #advancedEventSelectors}. */
    public SimulatedTrail defaultEventSelectors() {
        selectors = Selectors.DEFAULT;
        return set("HasCustomEventSelectors", false);
    }

    public SimulatedTrail insightSelectors(boolean on) {
        return set("HasInsightSelectors", on);
    }

    /** Overrides the default, which is that of {@link #multiRegion}. */
    public SimulatedTrail globalServiceEvents(boolean on) {
        return set("IncludeGlobalServiceEvents", on);
    }

    /** StartLogging was called then, and StopLogging never since. An earlier StopLogging stays visible, as in AWS. */
    public SimulatedTrail startLogging(Instant at) {
        logging = new LoggingTimes(Optional.of(at), logging.stopped());
        return this;
    }

    /** StopLogging was (or will be) called then: from that moment on nothing is delivered. */
    public SimulatedTrail stopLogging(Instant at) {
        logging = new LoggingTimes(logging.started(), Optional.of(at));
        return this;
    }

    /** The trail was created and StartLogging never called. */
    public SimulatedTrail neverStarted() {
        logging = new LoggingTimes(Optional.empty(), Optional.empty());
        return this;
    }

    /** Sets the deliveries to one destination, in every Region without its own timeline. */
    public SimulatedTrail deliveries(Destination destination, Timeline timeline) {
        return deliveries(destination, "", timeline);
    }

    /** Sets the deliveries to one destination in one Region. */
    public SimulatedTrail deliveries(Destination destination, String region, Timeline timeline) {
        timelines.put(new Place(destination, region), timeline);
        return this;
    }

    /** From now on this destination fails with that error, in every Region without its own timeline. */
    public SimulatedTrail failing(Destination destination, String error) {
        Instant now = account.clock().instant();
        return deliveries(destination, regular(destination, homeRegion).failingSince(now, error));
    }

    /** Undoes {@link #failing} and {@link #deliveries}: the destination works as on a new trail, in every Region. */
    public SimulatedTrail healthy(Destination destination) {
        timelines.keySet().removeIf(place -> place.destination() == destination);
        return this;
    }

    /**
     * Replaces a member of the GetTrailStatus response by any JSON, for instance {@code ("IsLogging", "null")} or
     * {@code ("LatestDeliveryTime", "1e300")}.
     */
    public SimulatedTrail rawStatusMember(String member, String json) {
        rawMembers.put(member, json);
        return this;
    }

    boolean isMultiRegion() {
        return settings.get("IsMultiRegionTrail").equals(true);
    }

    boolean isOrganization() {
        return settings.get("IsOrganizationTrail").equals(true);
    }

    /** Whether the Region has the trail or a shadow of it. */
    boolean isIn(String region) {
        return isMultiRegion() || homeRegion.equals(region);
    }

    /** A trail as DescribeTrails returns it. */
    Map<String, Object> description() {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("Name", name);
        description.put("TrailARN", arn());
        description.put("HomeRegion", homeRegion);
        description.put("IncludeGlobalServiceEvents", isMultiRegion());
        description.putAll(settings);
        return description;
    }

    String selectorKind() {
        return selectors.kind();
    }

    String selectors() {
        return selectors.json();
    }

    LoggingTimes logging() {
        return logging;
    }

    Map<String, String> rawStatusMembers() {
        return rawMembers;
    }

    /** Whether the trail is configured to deliver there. */
    boolean delivers(Destination destination) {
        return switch (destination) {
            case S3 -> true;
            case SNS -> settings.containsKey("SnsTopicARN");
            case CLOUDWATCH_LOGS -> settings.containsKey("CloudWatchLogsLogGroupArn");
            case DIGEST -> settings.get("LogFileValidationEnabled").equals(true);
        };
    }

    Timeline timeline(Destination destination, String region) {
        Timeline everywhere = timelines.get(new Place(destination, ""));
        Timeline here = timelines.get(new Place(destination, region));
        if (here != null) {
            return here;
        }
        return everywhere != null ? everywhere : regular(destination, region);
    }

    private Timeline regular(Destination destination, String region) {
        Duration interval = destination == Destination.DIGEST ? DIGESTS : LOG_FILES;
        long spread = Math.floorMod((arn() + region).hashCode(), interval.toMillis());
        return Timeline.every(interval, Duration.ofMillis(spread).plus(lag(destination)));
    }

    /** A notification follows its log file at once; CloudWatch Logs has its own deliveries. */
    private static Duration lag(Destination destination) {
        return switch (destination) {
            case S3, DIGEST -> Duration.ZERO;
            case SNS -> Duration.ofMillis(40);
            case CLOUDWATCH_LOGS -> Duration.ofSeconds(73);
        };
    }

    private SimulatedTrail set(String member, Object value) {
        settings.put(member, value);
        return this;
    }
}
