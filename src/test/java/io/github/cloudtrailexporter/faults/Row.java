package io.github.cloudtrailexporter.faults;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the fault matrix that a test proves, all of them or its part of them. Its result goes into the table. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RowWatcher.class)
public @interface Row {

    /** For example {@code A1}. */
    String[] value();
}
