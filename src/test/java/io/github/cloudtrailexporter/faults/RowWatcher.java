package io.github.cloudtrailexporter.faults;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Notes how the tests of the matrix end, and writes the table when the last test of the run has. */
final class RowWatcher implements TestWatcher, BeforeEachCallback {

    private static final String DISABLED = "disabled";

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(RowWatcher.class)).getOrComputeIfAbsent(AutoCloseable.class, key ->
                (AutoCloseable) RowWatcher::writeTable);
    }

    private static void writeTable() throws IOException {
        FaultMatrix.read().write();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(context, Result.PASSED, "");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        note(context, Result.FAILED, cause.getClass().getSimpleName());
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        String reason = Optional.ofNullable(cause.getMessage()).orElse("");
        note(context, Result.SKIPPED, reason.replaceFirst("^Assumption failed: ", ""));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        note(context, Result.SKIPPED, reason.orElse(DISABLED));
    }

    private static void note(ExtensionContext context, Result result, String detail) {
        Method method = context.getRequiredTestMethod();
        String test = context.getRequiredTestClass().getSimpleName() + "." + method.getName();
        Results.add(test, result, detail);
    }
}
