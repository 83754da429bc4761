package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Skips;
import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package: its input files, and the package itself if it has been built. */
class DebianPackageTest {

    private static final Path FOLDER = Shipped.DEPLOY.resolve("debian");
    private static final Pattern DATA = Pattern.compile("(?m)^put \\d+ (\\S+) (\\S+)$");
    private static final Pattern CHECK = Pattern.compile("(?m)^sudo sh -c '[^']+'$");
    private static final Pattern PATH_IN_UNIT = Pattern.compile("/usr/share/cloudtrail-exporter/[^ ]+");

    @Test
    void everyFileOfThePackageExists() throws IOException {
        assertThat(data().map(match -> match.group(1)).filter(source -> !source.startsWith("target/")))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    @Test
    void commandOfTheUnitIsInThePackage() throws IOException {
        List<String> installed = data().map(match -> match.group(2)).toList();
        String unit = Files.readString(Shipped.DEPLOY.resolve("systemd/cloudtrail-exporter.service"));

        assertThat(PATH_IN_UNIT.matcher(unit).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(installed::contains);
        assertThat(installed)
                .contains("/usr/lib/systemd/system/cloudtrail-exporter.service", "/etc/default/cloudtrail-exporter");
    }

    @Test
    void editedFilesSurviveAnUpgrade() throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve("control/conffiles")))
                .containsExactlyElementsOf(data().map(match -> match.group(2))
                        .filter(path -> path.startsWith("/etc/"))
                        .toList());
    }

    @Test
    void scriptsAreValidShell() throws Exception {
        Tools.need("sh");

        for (String script :
                List.of("control/postinst", "control/prerm", "control/postrm", "cloudtrail-exporter", "build.sh")) {
            Tools.Ran ran = Tools.run("", "sh", "-n", FOLDER.resolve(script).toString());
            assertThat(ran.code()).as(script + ": " + ran.output()).isZero();
        }
    }

    @Test
    void builtPackageContainsTheRulesAndDashboards() throws Exception {
        Tools.need("dpkg-deb");
        Path built = Path.of("target", "cloudtrail-exporter_" + Shipped.version() + "_all.deb");
        Skips.unless(Files.exists(built), built + " does not exist; deploy/debian/build.sh builds it");

        Tools.Ran contents = Tools.run("", "dpkg-deb", "--contents", built.toString());

        assertThat(contents.output())
                .contains("./usr/share/cloudtrail-exporter/cloudtrail-exporter.jar")
                .contains("./usr/share/cloudtrail-exporter/prometheus/cloudtrail.rules.yml");
        for (Path dashboard : Shipped.dashboards()) {
            assertThat(contents.output()).contains("./usr/share/cloudtrail-exporter/" + dashboard);
        }
    }

    @Test
    void checkInTheReadmeUsesTheVariablesOfTheService(@TempDir Path root) throws Exception {
        Tools.need("sh");
        String settings = Files.readString(Shipped.DEPLOY.resolve("systemd/cloudtrail-exporter.default"));
        Files.writeString(
                root.resolve("cloudtrail-exporter"), settings.replace("#EXTERNAL_ID=", "EXTERNAL_ID=a-secret"));
        program(root, "sudo", "exec \"$@\"");
        program(root, "runuser", "shift 3 && exec \"$@\"");
        program(root, "cloudtrail-exporter", "echo \"EXTERNAL_ID is $EXTERNAL_ID: $*\"");
        Matcher check = CHECK.matcher(Files.readString(FOLDER.resolve("README.md")));
        assertThat(check.find()).isTrue();

        String command = check.group().replace("/etc/default", root.toString());
        Tools.Ran ran = Tools.run("", "sh", "-c", "PATH=" + root.resolve("bin") + ":$PATH; " + command);

        assertThat(ran.output())
                .isEqualTo("EXTERNAL_ID is a-secret: --config.check"
                        + " --config.file=/etc/cloudtrail-exporter/config.yml\n");
    }

    private static void program(Path root, String name, String script) throws IOException {
        Path file = Files.createDirectories(root.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The files that the script puts into the package, and their paths there. */
    private static Stream<MatchResult> data() throws IOException {
        return DATA.matcher(Files.readString(FOLDER.resolve("build.sh"))).results();
    }
}
