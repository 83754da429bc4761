package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.cli.ServeCommand;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.log.Logs;
import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.ServerProperties;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The entry point. Exit codes of the server: 0 after SIGTERM or SIGINT, 1 error, 2 wrong usage, 70 uncaught Error. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private static final int ERROR = 1;

    /** EX_SOFTWARE of {@code sysexits.h}. */
    private static final int BROKEN = 70;

    private Main() {}

    public static void main(String[] args) {
        // The JDK's HTTP server reads its limits once, when its classes are loaded.
        ServerProperties.install();
        Thread.setDefaultUncaughtExceptionHandler(Main::halt);
        int code = run(args);
        Logs.flush();
        System.exit(code);
    }

    static int run(String... args) {
        return commandLine().execute(args);
    }

    /** The commands and their options, and how errors become exit codes. */
    public static CommandLine commandLine() {
        return new CommandLine(new ServeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAllowSubcommandsAsOptionParameters(true)
                .setDefaultValueProvider(Main::valueBeforeSubcommand)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler((error, parsed) -> wrongUsage(error))
                .setExecutionExceptionHandler((error, command, parsed) -> explain(error, command));
    }

    /** An option before the sub-command is the default of the sub-command's own: {@code --config.file=FILE status}. */
    private static String valueBeforeSubcommand(ArgSpec argument) {
        CommandSpec server = argument.command().parent();
        if (server == null || !(argument instanceof OptionSpec option)) {
            return null;
        }
        OptionSpec before = server.findOption(option.longestName());
        List<String> values = before == null ? List.of() : before.originalStringValues();
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    /** Fails if stdout was not written completely, so that a truncated result never exits 0. */
    private static int execute(CommandLine.ParseResult parsed) {
        int code = new CommandLine.RunLast().execute(parsed);
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        // A PrintStream keeps its errors to itself, and picocli's writer does not see them.
        if (command.getOut().checkError() || System.out.checkError()) {
            command.getErr().println("the output could not be written");
            return ERROR;
        }
        return code;
    }

    private static int wrongUsage(CommandLine.ParameterException error) {
        CommandLine command = error.getCommandLine();
        command.getErr().println(error.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
        command.getErr().println("Try --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception error, CommandLine command) {
        String message = error.getMessage();
        if (!(error instanceof ConfigException || error instanceof IOException)) {
            LOG.error("unexpected error", error);
            message = "unexpected error: " + error.getClass().getName() + "; --log.level=debug logs its stack trace";
        }
        command.getErr().println(message);
        return ERROR;
    }

    /** Ends the process, because after an uncaught Error, such as out of memory, it may no longer work correctly. */
    private static void halt(Thread thread, Throwable error) {
        try {
            System.err.println("fatal: uncaught " + error.getClass().getName() + " in thread " + thread.getName());
            LOG.error("uncaught error", error);
            Logs.flush();
        } finally {
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    /** Supplies --version. */
    public static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {BuildInfo.current().toString()};
        }
    }
}
