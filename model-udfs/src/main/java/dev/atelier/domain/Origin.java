package dev.atelier.domain;

/**
 * Where a request comes from; decides nothing.
 *
 * @param template name of the template in the configuration
 * @param templateVersion first 12 hex digits of the template text's sha256
 * @param sourceArtifactId the text artifact whose text stands in the prompt; null for none
 */
public record Origin(String template, String templateVersion, String sourceArtifactId) {}
