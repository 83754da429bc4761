/**
 * Log lines in logfmt and JSON, through logback. Only the root package and the commands call this package, once, at the
 * start; every package logs through slf4j:
 *
 * <pre>{@code
 * LOG.atWarn().addKeyValue("region", region).addKeyValue("reason", reason).log("trail is unknown");
 * }</pre>
 *
 * <p>A message is a short constant. Text from outside (AWS, configuration, clients) goes into values, or into arguments
 * of a constant message, and never into the message itself: that is a format string.
 *
 * <p>Glossary: a <em>line</em> is one event, with its message and its <em>pairs</em> of key and value.
 */
package io.github.cloudtrailexporter.log;
