/** The service: hosts the modules that answer RPC. */
@NullMarked
package dev.delos.node.service;

import org.jspecify.annotations.NullMarked;
