package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/** On the emulator <a href="https://docs.getmoto.org/">moto</a>, which also has event selectors and needs no token. */
abstract class MotoLifecycle extends TrailLifecycle {

    private static final String NAME = "selected";

    @Override
    abstract SdkAdmin open() throws Exception;

    @Test
    void recordedManagementEventsFollowTheEventSelectors() throws Exception {
        try (SdkAdmin aws = open()) {
            aws.createAndStart(NAME);
            assertThat(recorded(aws)).as("by default").isEqualTo(Map.of("read", 1.0, "write", 1.0));

            aws.select(
                    NAME,
                    EventSelector.builder()
                            .readWriteType(ReadWriteType.READ_ONLY)
                            .includeManagementEvents(true)
                            .build());
            assertThat(recorded(aws)).isEqualTo(Map.of("read", 1.0, "write", 0.0));

            aws.select(
                    NAME,
                    AdvancedEventSelector.builder()
                            .fieldSelectors(equal("eventCategory", "Management"), equal("readOnly", "false"))
                            .build());
            assertThat(recorded(aws)).isEqualTo(Map.of("read", 0.0, "write", 1.0));

            aws.select(
                    NAME,
                    AdvancedEventSelector.builder()
                            .fieldSelectors(equal("eventCategory", "Data"), equal("resources.type", "AWS::S3::Object"))
                            .build());
            assertThat(recorded(aws)).isEqualTo(Map.of("read", 0.0, "write", 0.0));
            aws.delete(NAME);
        }
    }

    private static AdvancedFieldSelector equal(String field, String value) {
        return AdvancedFieldSelector.builder()
                .field(field)
                .equalsValue(List.of(value))
                .build();
    }

    /** The metric by {@code access}, from a new process, because a running one keeps selectors for a while. */
    private Map<String, Double> recorded(SdkAdmin aws) throws Exception {
        try (ExporterProcess exporter = Jar.in(directory).withKeys().serve("--config.file=" + config(aws, NAME))) {
            Page recorded = exporter.scrape().named("cloudtrail_management_events_recorded");
            assertThat(recorded.labels("aws_region")).containsOnly("us-east-1");
            return recorded.samples().stream()
                    .collect(Collectors.toMap(sample -> sample.label("access"), Page.Sample::value));
        }
    }
}
