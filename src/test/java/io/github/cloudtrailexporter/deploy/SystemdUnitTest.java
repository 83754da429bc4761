package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Skips;
import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The systemd unit and its environment file. */
class SystemdUnitTest {

    private static final Path FOLDER = Shipped.DEPLOY.resolve("systemd");
    private static final Path UNIT = FOLDER.resolve("cloudtrail-exporter.service");
    private static final Pattern ARGS = Pattern.compile("(?m)^#?ARGS=\"(.*)\"$");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)");

    @Test
    void everyOptionIsKnown() throws IOException {
        List<String> words = ARGS.matcher(Files.readString(FOLDER.resolve("cloudtrail-exporter.default")))
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(" ", -1)))
                .collect(Collectors.toList());
        String afterJar = setting("ExecStart").split("\\.jar ", 2)[1];
        words.addAll(List.of(afterJar.split(" ", -1)));

        assertThat(words).contains("$ARGS", "--web.listen-address=:10106");
        assertThat(Shipped.unknownOptions("server", words)).isEmpty();
    }

    @Test
    void jvmOptionsAreThoseOfTheImage() throws Exception {
        String jvm = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Tools.Ran ran = Tools.run("", jvm, "@" + Shipped.DEPLOY.resolve("jvm.options"), "-version");

        assertThat(ran.code()).as(ran.output()).isZero();
        assertThat(setting("ExecStart")).contains("@/usr/share/cloudtrail-exporter/jvm.options");
        assertThat(Files.readString(Path.of("Dockerfile"))).contains("COPY deploy/jvm.options /app/jvm.options");
    }

    @Test
    void reloadAndStopUseSupportedSignals() throws IOException {
        assertThat(setting("ExecReload")).isEqualTo("/bin/kill -HUP $MAINPID");
        assertThat(Files.readString(UNIT)).doesNotContain("KillSignal");
    }

    @Test
    void systemdAcceptsTheUnitAndRatesItOk() throws Exception {
        Tools.need("systemd-analyze");
        Skips.unless(
                Files.isExecutable(Path.of("/usr/bin/java")), "the unit starts /usr/bin/java, which does not exist");

        Tools.Ran verify = Tools.run("", "systemd-analyze", "verify", UNIT.toString());
        Tools.Ran security = Tools.run("", "systemd-analyze", "security", "--offline=yes", UNIT.toString());

        assertThat(verify.code()).as(verify.output()).isZero();
        assertThat(verify.output()).doesNotContain("cloudtrail-exporter.service:");
        Matcher exposure = EXPOSURE.matcher(security.output());
        assertThat(exposure.find()).as(security.output()).isTrue();
        assertThat(Double.parseDouble(exposure.group(1))).isLessThan(2);
    }

    private static String setting(String name) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .collect(Collectors.joining("\n"));
    }
}
