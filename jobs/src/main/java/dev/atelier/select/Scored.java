package dev.atelier.select;

import dev.atelier.domain.Artifact;
import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.Item;
import dev.atelier.domain.Score;

/** A score with everything that the review table says about its artifact; a part that a table lacks is null. */
public record Scored(Score score, Artifact artifact, GenerationRequest request, Item item) {}
