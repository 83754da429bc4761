/** What is written for people, and what builds and releases, is true of the code: names, links, settings, commands. */
package io.github.cloudtrailexporter.docs;
