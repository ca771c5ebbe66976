package dev.atelier.stage;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Require;

/**
 * One time through plan, generate and score. What each pass makes is a part of its own of the tables; stages of a kind that
 * come again carry their number: {@code plan-text}, then {@code plan-text-2}.
 *
 * @param number 1-based
 * @param texts which time texts are made in it, 1-based; 0 for not at all
 * @param pictures the same of pictures
 */
public record Pass(int number, int texts, int pictures) {
    /** The only one where nothing is made again and no prompt needs a selected text. */
    public static final Pass ONLY = new Pass(1, 1, 1);

    public Pass {
        Require.that(number >= 1, "number of a pass", number, "must be 1 or more");
        Require.that(texts + pictures > 0, "pass", number, "must make something");
    }

    public boolean makes(Modality modality) {
        return time(modality) > 0;
    }

    /** Whether no pass before made anything of it. */
    public boolean isFirst(Modality modality) {
        return time(modality) == 1;
    }

    /** Name of its stage of that kind. */
    public String named(String stage) {
        return numbered(stage, number);
    }

    /** Name of its stage of that kind and modality, such as {@code generate-images-2}. */
    public String named(String stage, Modality modality) {
        return numbered(stage + (modality == Modality.TEXT ? "-text" : "-images"), time(modality));
    }

    public Table.Part requests(Modality modality) {
        return new Table.Part(Nouns.REQUESTS, modality.word(), number);
    }

    public Table.Part artifacts(Modality modality) {
        return new Table.Part(Nouns.ARTIFACTS, modality.word(), number);
    }

    public Table.Part scores() {
        return new Table.Part(Nouns.SCORES, null, number);
    }

    private int time(Modality modality) {
        return modality == Modality.TEXT ? texts : pictures;
    }

    private static String numbered(String name, int time) {
        return time > 1 ? name + "-" + time : name;
    }
}
