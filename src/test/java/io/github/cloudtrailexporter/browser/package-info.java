/** A real browser for tests of the status page and for the pictures in the documents. */
package io.github.cloudtrailexporter.browser;
