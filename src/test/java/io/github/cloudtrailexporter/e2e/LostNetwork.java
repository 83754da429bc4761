package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.nio.file.Path;

/**
 * An exporter whose packets to AWS are dropped for a while. It runs in its own network namespace,
 * where packets can be filtered: {@code main}, with a folder as its argument.
 */
final class LostNetwork {

    private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

    private LostNetwork() {}

    /** Skips the test where no such namespace can be created. */
    static void need() throws Exception {
        Tools.need("unshare");
        Tools.need("iptables");
        Tools.Ran tried = inNamespace("iptables -S");
        Skips.unless(tried.code() == 0, "packets cannot be filtered on this machine: " + tried.output());
    }

    static Tools.Ran run(Path directory) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return inNamespace(
                "exec \"$@\"",
                java,
                "-Dexporter.jar=" + System.getProperty("exporter.jar", "target/cloudtrail-exporter.jar"),
                "-cp",
                System.getProperty("java.class.path"),
                LostNetwork.class.getName(),
                directory.toString());
    }

    private static Tools.Ran inNamespace(String commands, String... words) throws Exception {
        String[] command = new String[words.length + 6];
        System.arraycopy(
                new String[] {"unshare", "-rn", "sh", "-c", "ip link set lo up && " + commands, "sh"},
                0,
                command,
                0,
                6);
        System.arraycopy(words, 0, command, 6, words.length);
        return Tools.run("", command);
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        try (SimulatedAws aws = SimulatedAws.start()) {
            TrailsFile.of(aws, 3, "min_interval: 0s, call_timeout: 1s").write(directory);
            try (ExporterProcess exporter = Jar.in(directory).withKeys().serve()) {
                HostIT.assertUp(exporter.scrape(), 3);

                drop("-A", aws.endpoint().getPort());
                for (int i = 0; i < 5; i++) {
                    Page gone = exporter.scrape(TIMEOUT, "5");
                    assertThat(gone.named("cloudtrail_up").samples()).hasSize(3);
                    assertThat(gone.named("cloudtrail_failure").labels("reason"))
                            .isSubsetOf("timeout", "network");
                    assertThat(gone.named("cloudtrail_is_logging").samples()).isEmpty();
                }

                drop("-D", aws.endpoint().getPort());
                HostIT.assertUp(exporter.scrape(TIMEOUT, "10"), 3);
            }
        }
    }

    /** Drops the packets to this address, on new and existing connections, or stops dropping them. */
    private static void drop(String addOrDelete, int port) throws Exception {
        Tools.Ran ran = Tools.run(
                "", "iptables", addOrDelete, "OUTPUT", "-p", "tcp", "--dport", Integer.toString(port), "-j", "DROP");
        assertThat(ran.code()).as(ran.output()).isZero();
    }
}
