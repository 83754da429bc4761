/**
 * The commands and their output: serve, status, healthcheck, iam-policy. Only the root package comes in.
 *
 * <p>Glossary: a <em>command</em> is what the first word of the command line selects; <em>options</em> are shared by
 * several commands.
 */
package io.github.cloudtrailexporter.cli;
