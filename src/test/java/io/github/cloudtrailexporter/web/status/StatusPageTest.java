package io.github.cloudtrailexporter.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.Fleet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatusPageTest {

    private static final String ACCOUNT = "111122223333";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)([^>]*)>");
    private static final Set<String> WITHOUT_END = Set.of("meta", "link", "circle", "path", "rect", "use");

    @Test
    void theHeadlineCountsWhatNeedsAttention() {
        assertThat(h1(Fleet.story())).isEqualTo("8 of 11 trails need attention");
        assertThat(h1(healthy(4))).isEqualTo("All 4 trails are healthy");
        assertThat(h1(healthy(1))).isEqualTo("The trail is healthy");
        assertThat(h1(new Fleet())).isEqualTo("No trails to watch");
        assertThat(h1(new Fleet().failing(ACCOUNT, "a", "eu-west-1", Destination.S3, "AccessDenied")))
                .isEqualTo("The trail needs attention");
    }

    @Test
    void whatIsNotKnownIsNeverShownAsHealthy() {
        String unknown = render(new Fleet().unknown(ACCOUNT, "a", "eu-west-1", FailureReason.TIMEOUT));
        String notFound = render(healthy(3).notLooked(ACCOUNT, "eu-west-1", FailureReason.ACCESS_DENIED));

        assertThat(unknown).contains("The trail needs attention").doesNotContain("class=\"i ok\"");
        assertThat(notFound)
                .contains("All 3 trails are healthy, but not every trail is known")
                .contains("class=\"head unknown\"");
    }

    @Test
    void theWorstComesFirst() {
        String page = render(Fleet.story());

        assertThat(page.replaceAll("<[^>]*>", " "))
                .containsSubsequence(
                        "Not logging, stopped 5 hours ago",
                        "Cannot deliver to S3: NoSuchBucket",
                        "Nothing delivered since logging started 30 hours ago",
                        "No digest for 8 hours",
                        "Unknown: no valid credentials",
                        "3 healthy trails");
    }

    @Test
    void everyErrorSaysWhatItMeansAndWhatToDo() {
        String page = render(new Fleet().failing(ACCOUNT, "a", "eu-west-1", Destination.SNS, "AuthorizationError"));

        assertThat(page)
                .contains("The topic does not allow CloudTrail to publish.")
                .contains("<b>What to do.</b> In the topic policy allow")
                .contains("docs/runbooks/CloudTrailNotificationFailing.md")
                .contains("cloudtrail-permissions-for-sns-notifications.html");
    }

    @Test
    void theSameErrorOfLogFilesAndDigestsIsSaidOnce() {
        Fleet fleet = new Fleet()
                .add(
                        ACCOUNT,
                        "",
                        "a",
                        "eu-west-1",
                        "eu-west-1",
                        Fleet.observed(new Fleet.Status()
                                .fresh()
                                .error(Destination.S3, "NoSuchBucket")
                                .error(Destination.DIGEST, "NoSuchBucket")));

        assertThat(render(fleet)).containsOnlyOnce("What to do.");
    }

    @Test
    void oneProblemInManyRegionsIsOneBlock() {
        Fleet fleet = new Fleet().healthy(ACCOUNT, "t", "us-east-1", "us-east-1", "us-east-2");
        for (String region : Set.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1")) {
            fleet.add(
                    ACCOUNT,
                    "",
                    "t",
                    "us-east-1",
                    region,
                    Fleet.observed(new Fleet.Status().fresh().error(Destination.S3, "AccessDenied")));
        }

        String page = render(fleet);

        assertThat(page).containsOnlyOnce("What to do.").contains("in 4 Regions");
        assertThat(page).contains("Healthy in us-east-1, us-east-2");
    }

    @Test
    void timesAreSaidAsPeopleDoAndExactly() {
        Fleet fleet = new Fleet()
                .add(
                        ACCOUNT,
                        "",
                        "a",
                        "eu-west-1",
                        "eu-west-1",
                        Fleet.observed(new Fleet.Status().last(Destination.S3, Duration.ofSeconds(200))));

        assertThat(render(fleet))
                .contains(
                        "<time datetime=\"2026-11-24T11:59:44Z\" title=\"2026-11-24 11:59:44 UTC\">3 minutes ago</time>");
    }

    @Test
    void textOfOthersIsText() {
        String hostile = "<script>alert(1)</script>\"' onload=x";
        Fleet fleet = new Fleet()
                .add("", hostile, hostile, "eu-west-1", "eu-west-1", Fleet.observed(new Fleet.Status().fresh()))
                .unknown("", hostile + "2", hostile, FailureReason.INTERNAL)
                .notLooked(hostile, hostile, FailureReason.INTERNAL);

        String page = render(fleet);

        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;\"' onload=x");
        assertBalanced(page);
    }

    @Test
    void nothingIsLoadedAndNothingRuns() {
        String page = render(Fleet.story());

        assertThat(page).doesNotContain("<script", " style=", " onclick", "@import", "url(", "src=");
        assertThat(Pattern.compile("<link[^>]*>").matcher(page).results().map(match -> match.group()))
                .allMatch(link -> link.startsWith("<link rel=\"icon\" href=\"data:"));
    }

    @Test
    void theContentSecurityPolicyAllowsThePagesOwnStyle() throws Exception {
        String page = render(Fleet.story());
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(StatusPage.contentSecurityPolicy())
                .contains("default-src 'none'")
                .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void everyElementIsClosed() {
        assertBalanced(render(Fleet.story()));
        assertBalanced(render(new Fleet()));
        assertBalanced(render(healthy(100)));
    }

    @Test
    void aStateIsAWordAndASignAndNotOnlyAColour() {
        String page = render(Fleet.story());

        Matcher block = Pattern.compile("<h3><svg class=\"i [a-z]+\" aria-hidden=\"true\">.*?</svg><span>([^<]+)")
                .matcher(page);
        long blocks = Pattern.compile("<h3>").matcher(page).results().count();
        assertThat(block.results()
                        .filter(match -> match.group(1).strip().length() > 5)
                        .count())
                .isEqualTo(blocks);
    }

    @Test
    void aPageIsBoundedHoweverLargeTheFleet() {
        Fleet fleet = healthy(6000);
        for (int i = 0; i < 1500; i++) {
            fleet.failing(account(i), "broken", "eu-west-1", Destination.S3, "AccessDenied");
        }

        String page = render(fleet);

        assertThat(page).contains("1,500 of 7,500 trails need attention").contains("6,000 healthy trails");
        assertThat(page).contains("500 more trails").contains("5,000 more trails");
        assertThat(page.length()).isLessThan(5_000_000);
    }

    @Test
    void oneTrailInVeryManyRegionsIsShown() {
        Fleet fleet = new Fleet();
        for (int i = 0; i < 1200; i++) {
            fleet.healthy(ACCOUNT, "wide", "eu-west-1", "xx-region-" + i);
        }

        assertThat(render(fleet)).contains("1,200 Regions").contains("xx-region-1199");
    }

    @Test
    void placesWithoutTrailsAreNamed() {
        String page = render(healthy(1).looked(ACCOUNT, "eu-west-1", 0).looked(ACCOUNT, "eu-west-2", 2));

        assertThat(page)
                .contains("No trail in one account and Region")
                .contains(ACCOUNT + " \u00b7 eu-west-1")
                .doesNotContain("eu-west-2");
    }

    @Test
    void versionAndTelemetryPathAreThere() {
        String page = new StatusPage(new BuildInfo("1.2.3", "abcdef0"), "/custom")
                .render(healthy(1).snapshot(), Fleet.NOW);

        assertThat(page).contains("cloudtrail-exporter 1.2.3 (abcdef0)").contains("<a href=\"/custom\">Metrics</a>");
    }

    private static void assertBalanced(String page) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(page.substring(page.indexOf("</style>") + 8));
        open.push("html");
        open.push("head");
        while (tag.find()) {
            String name = tag.group(2);
            if (WITHOUT_END.contains(name) || tag.group(3).endsWith("/")) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                open.push(name);
            } else {
                assertThat(open.pop()).as(tag.group()).isEqualTo(name);
            }
        }
        assertThat(open).isEmpty();
    }

    private static String h1(Fleet fleet) {
        Matcher h1 = Pattern.compile("<h1>.*?</h1>").matcher(render(fleet));
        assertThat(h1.find()).isTrue();
        return h1.group().replaceAll("<[^>]*>", "");
    }

    @Test
    void trailThatRecordsEverythingHasNoSentenceAboutIt() {
        assertThat(render(recording(new RecordedEvents(true, true, List.of(), false, List.of()))))
                .doesNotContain("Records no", "Does not record", "What it records is unknown");
    }

    @Test
    void trailThatRecordsLessSaysWhatItDoesNotRecord() {
        assertThat(render(recording(new RecordedEvents(true, false, List.of(), false, List.of()))))
                .contains("Records no write management events");
        assertThat(render(recording(new RecordedEvents(false, false, List.of("kms.amazonaws.com"), false, List.of()))))
                .contains("Does not record all management events, excluded: kms.amazonaws.com");
        assertThat(render(recording(new RecordedEvents(false, false, List.of(), true, List.of()))))
                .contains("Records data events, but no management events");
    }

    @Test
    void trailWhoseSelectorsCannotBeReadIsNotShownAsOneThatRecordsEverything() {
        SelectorsOutcome denied = new SelectorsOutcome.Unreadable(Failure.of(FailureReason.ACCESS_DENIED));

        assertThat(render(new Fleet().recording(ACCOUNT, "management", "eu-west-1", denied)))
                .contains("What it records is unknown: ");
    }

    @Test
    void accountThatNoTrailRecordsHasACardWithItsRegionsAndTheRunbook() {
        String page = render(new Fleet()
                .healthy(ACCOUNT, "management", "eu-west-1", "eu-west-1")
                .recordedBy(ACCOUNT, "eu-west-1", 1)
                .recordedBy("444455556666", "eu-west-1", 0)
                .recordedBy("444455556666", "us-east-1", 0)
                .recordedBy("444455556666", "us-west-2", 1));

        String card = page.substring(page.indexOf("<h2>444455556666</h2>"));
        assertThat(card.substring(0, card.indexOf("</article>")))
                .contains("No trail records all write management events of this account in these Regions")
                .contains("<li>eu-west-1</li>", "<li>us-east-1</li>", "CloudTrailAccountNotRecorded")
                .doesNotContain("us-west-2");
        assertThat(page).doesNotContain("<h2>" + ACCOUNT + "</h2>");
    }

    private static Fleet recording(RecordedEvents events) {
        return new Fleet()
                .recording(ACCOUNT, "management", "eu-west-1", new SelectorsOutcome.Known(events, "fingerprint"));
    }

    private static String render(Fleet fleet) {
        return new StatusPage(new BuildInfo("0.1.0", ""), "/metrics").render(fleet.snapshot(), Fleet.NOW);
    }

    private static Fleet healthy(int trails) {
        Fleet fleet = new Fleet();
        for (int i = 0; i < trails; i++) {
            fleet.healthy(account(i), "management", "eu-west-1", "eu-west-1");
        }
        return fleet;
    }

    private static String account(int i) {
        return String.format("%012d", 100_000_000_000L + i);
    }
}
