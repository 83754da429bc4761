package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ArgumentOrder;
import io.github.cloudtrailexporter.cli.ServeCommand;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.log.Logs;
import io.github.cloudtrailexporter.web.ServerProperties;
import java.io.IOException;
import java.lang.System.Logger.Level;
import picocli.CommandLine;

/**
 * The way in. Exit codes: 0 after SIGTERM or SIGINT, 1 on an error, 2 on wrong usage, 70 on an Error that nobody caught, 71
 * if the server no longer answered.
 */
public final class Main {

    private static final int ERROR = 1;

    private static final LastWords LAST_WORDS = LastWords.prepare();

    private Main() {}

    public static void main(String[] args) {
        // The limits of the HTTP server are read once, when its classes load.
        ServerProperties.install();
        // Out of memory or the like: a process that goes on half alive is worse than one that is restarted.
        Thread.setDefaultUncaughtExceptionHandler(LAST_WORDS::uncaught);
        int code = run(args);
        Logs.flush();
        System.exit(code);
    }

    static int run(String... args) {
        CommandLine server = commandLine();
        return server.execute(ArgumentOrder.subCommandFirst(server.getCommandSpec(), args));
    }

    /** Ends the process because it does not do its work any more. */
    static void stuck(String why) {
        LAST_WORDS.stuck(why);
    }

    public static CommandLine commandLine() {
        return new CommandLine(new ServeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((error, parsed) -> wrongUsage(error))
                .setExecutionExceptionHandler((error, command, parsed) -> explain(error, command));
    }

    private static int wrongUsage(CommandLine.ParameterException error) {
        CommandLine command = error.getCommandLine();
        command.getErr().println(error.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
        command.getErr().println("Try --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception error, CommandLine command) throws Exception {
        if (error instanceof ConfigException
                || error instanceof FailedCommandException
                || error instanceof IOException) {
            command.getErr().println(error.getMessage());
            return ERROR;
        }
        System.getLogger(Main.class.getName()).log(Level.ERROR, "unforeseen error", error);
        command.getErr()
                .println("unforeseen error: " + error.getClass().getName()
                        + "; run with --log.level=debug to see where");
        return ERROR;
    }

    /** Tells picocli the version. */
    public static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Build.current().toString()};
        }
    }
}
