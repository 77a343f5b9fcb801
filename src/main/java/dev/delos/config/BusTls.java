package dev.delos.config;

import java.nio.file.Path;

/**
 * TLS between the processes of the network, where each shows a certificate.
 *
 * @param files this process's own
 * @param authorities who signs certificates of the network's processes, and of nobody else
 */
public record BusTls(PemFiles files, Path authorities) {}
