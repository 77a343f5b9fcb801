package dev.delos.config;

/**
 * Where a node tells whether it lives and is ready.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 */
public record HealthConfig(String host, int port) {}
