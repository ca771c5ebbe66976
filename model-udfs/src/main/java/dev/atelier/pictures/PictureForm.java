package dev.atelier.pictures;

/** How new pictures are laid down. It changes no byte of any picture and enters no id; what lies there already stays. */
public enum PictureForm {
    /** As single files up to {@link #MOST_FILES} requests of the run, in the table above. */
    AUTO,
    /** {@code files/ab/ab12....png}, one file a picture. */
    FILES,
    /** Rows of {@code pictures/*.parquet}. */
    TABLE;

    /** A name node keeps each file in memory, and an object store takes a call for each. */
    public static final long MOST_FILES = 50_000;

    /** Whether the table it is, in a run of so many requests for pictures. */
    public boolean isTable(long requests) {
        return this == TABLE || (this == AUTO && requests > MOST_FILES);
    }
}
