package dev.delos.node.proxy;

/**
 * Whom a token names.
 *
 * @param uid the account, the same for ever
 * @param name what others see
 */
record Account(String uid, String name) {}
