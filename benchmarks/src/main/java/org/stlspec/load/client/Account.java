package org.stlspec.load.client;

/** Who logs in. */
public record Account(String name, String password) {}
