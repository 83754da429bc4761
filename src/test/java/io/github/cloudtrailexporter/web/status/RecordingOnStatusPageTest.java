package io.github.cloudtrailexporter.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.Fleet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The status page shows what a trail does not record, and the accounts that no trail records. */
class RecordingOnStatusPageTest {

    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-west-1";

    @Test
    void trailThatRecordsEverythingHasNoSentenceAboutIt() {
        assertThat(page(recording(new RecordedEvents(true, true, List.of(), false, List.of()))))
                .doesNotContain("Records no", "Does not record", "What it records is unknown");
    }

    @Test
    void trailThatRecordsLessSaysWhatItDoesNotRecord() {
        assertThat(page(recording(new RecordedEvents(true, false, List.of(), false, List.of()))))
                .contains("Records no write management events");
        assertThat(page(recording(new RecordedEvents(false, false, List.of("kms.amazonaws.com"), false, List.of()))))
                .contains("Does not record all management events, excluded: kms.amazonaws.com");
        assertThat(page(recording(new RecordedEvents(false, false, List.of(), true, List.of()))))
                .contains("Records data events, but no management events");
    }

    @Test
    void trailWhoseSelectorsCannotBeReadIsNotShownAsOneThatRecordsEverything() {
        SelectorsOutcome denied = new SelectorsOutcome.Unreadable(Failure.of(FailureReason.ACCESS_DENIED));

        assertThat(page(new Fleet().recording(ACCOUNT, "management", REGION, denied)))
                .contains("What it records is unknown: ");
    }

    @Test
    void accountThatNoTrailRecordsHasACardWithItsRegionsAndTheRunbook() {
        String page = page(new Fleet()
                .healthy(ACCOUNT, "management", REGION, REGION)
                .recordedBy(ACCOUNT, REGION, 1)
                .recordedBy("444455556666", REGION, 0)
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
        return new Fleet().recording(ACCOUNT, "management", REGION, new SelectorsOutcome.Known(events, "fingerprint"));
    }

    private static String page(Fleet fleet) {
        return new StatusPage(new BuildInfo("0.1.0", "e430b4c"), "/metrics").render(fleet.snapshot(), Fleet.NOW);
    }
}
