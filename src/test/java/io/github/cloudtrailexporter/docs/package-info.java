/** Verifies that documents and workflows agree with the code: names, links, settings, commands. */
package io.github.cloudtrailexporter.docs;
