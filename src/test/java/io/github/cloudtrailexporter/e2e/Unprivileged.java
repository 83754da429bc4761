package io.github.cloudtrailexporter.e2e;

import java.io.IOException;

/** Prefixes of a command line that remove all privileges a process does not need. */
final class Unprivileged {

    private static final String SETPRIV =
            "setpriv --reuid=65532 --regid=65532 --clear-groups --inh-caps=-all --bounding-set=-all --no-new-privs ";

    private Unprivileged() {}

    /** Skips the test where this is not possible. */
    static void need() throws IOException, InterruptedException {
        Tools.need("setpriv");
        String jar = System.getProperty("exporter.jar", "target/cloudtrail-exporter.jar");
        Skips.unless(
                Tools.run("", "sh", "-c", SETPRIV + "test -r " + jar).code() == 0,
                "only root can drop its privileges, and every user must be able to read the exporter");
    }

    /** As user 65532, without capabilities; these commands of the shell run before. */
    static String[] with(String commands) {
        return new String[] {"bash", "-c", commands + "; exec " + SETPRIV + "\"$@\"", "bash"};
    }
}
