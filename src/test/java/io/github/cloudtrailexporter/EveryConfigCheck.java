package io.github.cloudtrailexporter;

/** Runs {@code --config.check} on one file after another in one process; a process for each would take minutes. */
public final class EveryConfigCheck {

    private EveryConfigCheck() {}

    public static void main(String[] files) {
        for (String file : files) {
            int code = Main.run("--config.check", "--config.file=" + file);
            System.err.println("exit " + code + " " + file);
            System.out.println("exit " + code + " " + file);
        }
    }
}
