/**
 * The status page for people: values that the templates of {@code src/main/jte/status} show. Only the package web comes in.
 *
 * <p>Glossary: a <em>row</em> is one trail in one Region, a <em>group</em> is one trail in all its Regions; an <em>issue</em>
 * is what is wrong with a row, with its advice; a <em>place</em> is an account and Region that discovery covers.
 */
package io.github.cloudtrailexporter.web.status;
