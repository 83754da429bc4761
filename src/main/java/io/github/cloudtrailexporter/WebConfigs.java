package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfigReader;
import java.nio.file.Path;
import java.util.Optional;

/** The web configuration file, if there is one. */
public final class WebConfigs {

    private WebConfigs() {}

    public static WebConfig read(Optional<Path> file) throws ConfigException {
        return file.isPresent() ? WebConfigReader.read(file.get()) : WebConfig.NONE;
    }
}
