package io.github.cloudtrailexporter;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of the program, for the tests of their documentation. */
public final class CommandLines {

    private CommandLines() {}

    /** Every documented option as it is shown, for example {@code --config.file=FILE}, by the commands that have it. */
    public static Map<String, Set<String>> options() {
        CommandLine server = Main.commandLine();
        Map<String, Set<String>> options = new TreeMap<>();
        commands(server.getCommandSpec())
                .forEach((name, command) -> command.options().stream()
                        .filter(option -> !option.hidden())
                        .forEach(option -> options.computeIfAbsent(shown(option), key -> new TreeSet<>())
                                .add(name)));
        return options;
    }

    /** Parses a command line without running it; an unchecked exception describes the error. */
    public static void parse(String... arguments) {
        Main.commandLine().parseArgs(arguments);
    }

    private static Map<String, CommandSpec> commands(CommandSpec server) {
        return Stream.concat(
                        Stream.of(Map.entry("server", server)),
                        server.subcommands().entrySet().stream()
                                .map(entry -> Map.entry(
                                        entry.getKey(), entry.getValue().getCommandSpec())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String shown(OptionSpec option) {
        return option.longestName() + (option.arity().max() > 0 ? "=" + option.paramLabel() : "");
    }
}
