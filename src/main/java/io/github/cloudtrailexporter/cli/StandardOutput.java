package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.FailedCommandException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Where a sub-command's result goes. Half a result and the exit code 0 would be believed. */
final class StandardOutput {

    private StandardOutput() {}

    /** @throws FailedCommandException if not all of it could be written */
    static void print(CommandLine command, String result) throws FailedCommandException {
        PrintWriter out = command.getOut();
        out.print(result);
        // Java's own stream keeps its errors to itself, and picocli's writer does not see them.
        if (out.checkError() || System.out.checkError()) {
            throw new FailedCommandException("the output could not be written");
        }
    }
}
