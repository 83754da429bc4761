package io.github.cloudtrailexporter.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** The rows of docs/fault-matrix.md that are files in the folder config/bad: the test reads all of that folder. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("C2")
@Tag("C3")
@Tag("C4")
@Tag("C5")
@Tag("C6")
@Tag("C7")
@Tag("C8")
@Tag("C9")
@Tag("C10")
@Tag("C11")
@Tag("C12")
@Tag("C14")
@Tag("C15")
@Tag("C17")
public @interface InvalidFileRows {}
