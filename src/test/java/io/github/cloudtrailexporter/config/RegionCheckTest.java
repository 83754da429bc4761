package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.LogLines;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trails are never discovered in a Region that nobody chose, and a misspelled Region is reported. */
class RegionCheckTest {

    @TempDir
    Path folder;

    @Test
    void discoveryWithoutRegionsIsAnErrorWhereTheEnvironmentNamesNone() throws Exception {
        Path file = write("""
                discovery:
                  - account_name: payments
                  - regions: all
                  - organization: {role_name: reader}
                """);

        ConfigException rejected = catchThrowableOfType(
                ConfigException.class, () -> ConfigReader.read(file, Map.of(), RegionCheckTest::noRegion));

        String expected = "expected regions, because neither the environment nor the profile names a Region:"
                + " all, or a list such as [us-east-1]; or set AWS_REGION";
        assertThat(rejected.getMessage().lines())
                .containsExactly(
                        file + ":2:5: discovery[0]: " + expected,
                        "  2 |   - account_name: payments",
                        "    |     ^^^^^^^^^^^^^^^^^^^^^^",
                        file + ":4:5: discovery[2]: " + expected,
                        "  4 |   - organization: {role_name: reader}",
                        "    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^");
    }

    @Test
    void discoveryWithoutRegionsUsesTheRegionOfTheConfiguredProfile() throws Exception {
        Path file = write("discovery: [{}]\naws: {profile: audit}\n");

        Function<AwsConfig, Optional<String>> ofAudit = aws -> aws.profile().filter("audit"::equals);

        assertThat(ConfigReader.read(file, Map.of(), ofAudit).discovery()).hasSize(1);
    }

    @Test
    void listedTrailsNeedNoRegionOfTheEnvironment() throws Exception {
        Path file = write("trails: [{name: management, region: us-east-1}]\n");

        assertThat(ConfigReader.read(file, Map.of(), RegionCheckTest::noRegion).trails())
                .hasSize(1);
    }

    @Test
    @Tag("C8")
    void unknownRegionIsAcceptedWithAWarningThatNamesTheNearest() throws Exception {
        String text = """
                trails:
                  - {name: management, region: us-esat-1}
                  - arn: arn:aws:cloudtrail:eu-wset-1:111122223333:trail/management
                discovery:
                  - regions: [eu-west-1, moon-base-1]
                """;

        try (LogLines log = LogLines.of(Problems.class.getName())) {
            assertThat(ConfigReader.read("config.yml", text, Map.of()).trails()).hasSize(2);

            assertThat(log.lines())
                    .containsExactly(
                            warning("2:32", "trails[0].region", "us-esat-1") + "; did you mean us-east-1?",
                            warning("3:10", "trails[1].arn", "eu-wset-1") + "; did you mean eu-west-1?",
                            warning("5:26", "discovery[0].regions[1]", "moon-base-1"));
        }
    }

    @Test
    @Tag("C8")
    void everyRegionOfThisVersionIsKnown() throws Exception {
        try (LogLines log = LogLines.of(Problems.class.getName())) {
            String text = "discovery: [{regions: [us-east-1, ap-southeast-7]}, {regions: [cn-north-1]}]";
            ConfigReader.read("config.yml", text, Map.of());

            assertThat(log.lines()).isEmpty();
        }
    }

    private static String warning(String place, String path, String region) {
        return "WARN doubtful value in the configuration config=config.yml:" + place + " problem=" + path
                + ": this version does not know the Region " + region;
    }

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("config.yml"), text);
    }

    private static Optional<String> noRegion(AwsConfig aws) {
        return Optional.empty();
    }
}
