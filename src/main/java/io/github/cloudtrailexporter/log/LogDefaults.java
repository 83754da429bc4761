package io.github.cloudtrailexporter.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * How the log is until the command line has been read. Logback finds it as a service and looks for no file then, which
 * takes longer than all the rest of its start.
 */
public final class LogDefaults extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logs.install(context, Logs.Level.WARN, Logs.Format.LOGFMT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
