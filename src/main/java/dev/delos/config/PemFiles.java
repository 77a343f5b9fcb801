package dev.delos.config;

import java.nio.file.Path;

/**
 * A certificate, with those of its authorities, and its key, as PEM.
 *
 * @param source the configuration that names them, for errors
 * @param key the setting's path there
 */
public record PemFiles(Path cert, Path privateKey, String source, String key) {}
