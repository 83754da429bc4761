package io.github.cloudtrailexporter.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets options stand before a sub-command, as people write them and as {@code --help} shows them: {@code --config.file=FILE
 * status}. picocli would take them for the server's, and the sub-command would do without.
 */
public final class ArgumentOrder {

    private ArgumentOrder() {}

    /** The same arguments with the sub-command, if there is one, in front of them. */
    public static String[] subCommandFirst(CommandSpec server, String... arguments) {
        int at = subCommand(server, arguments);
        if (at < 0) {
            return arguments;
        }
        List<String> ordered = new ArrayList<>(List.of(arguments));
        ordered.add(0, ordered.remove(at));
        return ordered.toArray(String[]::new);
    }

    private static int subCommand(CommandSpec server, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (server.subcommands().containsKey(arguments[i])) {
                return i;
            }
            OptionSpec option = server.findOption(arguments[i]);
            if (option != null && option.arity().min() > 0) {
                // Its value, whatever word that is.
                i++;
            }
        }
        return -1;
    }
}
