package dev.atelier.inference;

import dev.atelier.domain.ModelUse;
import dev.atelier.weights.ModelDirectory.Kind;

/** Which kind of model does what a configuration wants. */
final class KindOfUse {
    private KindOfUse() {}

    /** @throws IllegalArgumentException if a model of that kind cannot do it */
    static void require(String name, Kind kind, ModelUse use) {
        if (use instanceof ModelUse.Write) {
            require(name, kind, use, Kind.LANGUAGE, "writes texts");
        } else if (use instanceof ModelUse.Choose) {
            require(name, kind, use, Kind.LANGUAGE, "judges texts");
        } else if (use instanceof ModelUse.Read) {
            require(name, kind, use, Kind.LANGUAGE, "reads texts");
        } else if (use instanceof ModelUse.Draw) {
            require(name, kind, use, Kind.DIFFUSION, "draws pictures");
        } else if (use instanceof ModelUse.Embed) {
            require(name, kind, use, Kind.CLIP, "compares pictures with texts");
        } else if (use instanceof ModelUse.ReadPictures) {
            require(name, kind, use, Kind.OCR, "reads pictures");
        } else if (use instanceof ModelUse.GuardPictures) {
            require(name, kind, use, Kind.NSFW, "guards against pictures");
        } else {
            require(name, kind, use, Kind.SENTENCES, "compares texts with items");
        }
    }

    private static void require(String name, Kind kind, ModelUse use, Kind needed, String does) {
        if (kind != needed) {
            throw new IllegalArgumentException(use.by() + " " + does + " with model " + name + ", which is "
                    + kind.words() + " (must be " + needed.words()
                    + ": name another model there, or another path in models." + name + ")");
        }
    }
}
