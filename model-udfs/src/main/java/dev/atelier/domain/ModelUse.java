package dev.atelier.domain;

import java.util.List;

/** What a configuration wants of a model, so that a model that cannot do it is told before the first row. */
public sealed interface ModelUse {
    /** Who wants it, such as {@code template title}, for messages. */
    String by();

    /**
     * Texts.
     *
     * @param withSystem whether each has a system message
     */
    record Write(String by, boolean withSystem, int maxNewTokens) implements ModelUse {}

    /** Which of a few words answers a question; see {@link Chooser}. */
    record Choose(String by, boolean withSystem, List<String> words) implements ModelUse {
        public Choose {
            words = List.copyOf(words);
        }
    }

    /** How much it expects texts; see {@link TextLikelihood}. */
    record Read(String by) implements ModelUse {}

    /** Pictures of each of these kinds. */
    record Draw(String by, List<ImageParameters> images) implements ModelUse {
        public Draw {
            images = List.copyOf(images);
        }
    }

    /** Texts and pictures as vectors of one space. */
    record Embed(String by) implements ModelUse {}

    /** Texts as vectors of their meaning. */
    record EmbedTexts(String by) implements ModelUse {}

    /** Pictures that are not safe told from others; see {@link PictureGuard}. */
    record GuardPictures(String by) implements ModelUse {}

    /** What is written in pictures. */
    record ReadPictures(String by) implements ModelUse {}
}
