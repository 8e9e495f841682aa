package org.stlspec.requirement;

import java.util.List;

/**
 * One row of the catalogue.
 *
 * @param id permanent, such as {@code POP3-INJ-01}
 * @param area the topic in its id
 * @param source where it comes from, such as {@code RFC 2595 s4}
 * @param parties whom it binds: server, proxy, client
 * @param statement what is required, in the project's own words
 * @param untested why no case verifies it; empty if one does
 */
public record Requirement(
    String id,
    String area,
    String source,
    Level level,
    List<String> parties,
    String statement,
    String untested) {}
