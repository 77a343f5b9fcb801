package dev.delos.config;

import java.time.Duration;

/**
 * Where the keys are that players' tokens are signed with, as somebody else keeps them.
 *
 * @param location a file's path, or a URL
 * @param isUrl which of the two
 * @param reread how often it is read anew
 * @param file where that is set, for errors
 * @param key the setting
 */
public record KeySource(String location, boolean isUrl, Duration reread, String file, String key) {}
