package dev.atelier.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * How a vendor's files are opened: regular ones only, links followed (Hugging Face's cache is made of links), and never
 * more of them than was there at first. A pipe or device in place of a file could be waited for without end.
 */
final class ModelFile {
    /** A config is some kilobytes, the longest published one with all its added tokens about a megabyte. */
    private static final long MOST_BYTES = 8L << 20;
    /** A tokenizer of 262,144 tokens and 580,604 merges has 34 MB; the index of the largest models 9 MB. */
    private static final long MOST_BYTES_OF_LISTS = 64L << 20;

    private static final String LISTS = "tokenizer\\.json|vocab\\.json|merges\\.txt|.*\\.index(\\..*)?\\.json";
    private static final String STATE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
                    ? "unix:dev,ino,size,lastModifiedTime,ctime,isRegularFile"
                    : "fileKey,size,lastModifiedTime,isRegularFile";

    private ModelFile() {}

    /**
     * What changes when a file's content does. The time of modification can be set back; inode and ctime cannot.
     *
     * @param file without links
     */
    record State(Path file, Map<String, Object> attributes) {
        long size() {
            return (Long) attributes.get("size");
        }

        /** The latest of its times. */
        FileTime changed() {
            FileTime modified = (FileTime) attributes.get("lastModifiedTime");
            FileTime changed = (FileTime) attributes.getOrDefault("ctime", modified);
            return changed.compareTo(modified) > 0 ? changed : modified;
        }
    }

    /** @throws BadModelException unless it is a regular file, or a link to one */
    static State state(Path file) {
        try {
            Path real = file.toRealPath();
            Map<String, Object> attributes = Files.readAttributes(real, STATE);
            if (!attributes.get("isRegularFile").equals(true)) {
                throw new BadModelException(
                        file, "file", "a folder, pipe or device", "must be a regular file, or a link to one");
            }
            return new State(real, attributes);
        } catch (NoSuchFileException e) {
            throw new BadModelException(file, "file", "missing", "must be there; a link must lead to a file", e);
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
    }

    /** As {@link #state}; and no longer than a file of that name may be, if it is to be read at once. */
    static State bounded(Path file) {
        State state = state(file);
        long most = file.getFileName().toString().matches(LISTS) ? MOST_BYTES_OF_LISTS : MOST_BYTES;
        if (state.size() > most) {
            throw new BadModelException(file, "file size", state.size(), "must be at most " + most + " bytes");
        }
        return state;
    }

    /** All of a file other than weights. */
    static byte[] bytes(Path file) {
        State state = bounded(file);
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes((int) state.size());
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
    }

    /** @param field what the bytes are, for the message */
    static String text(byte[] bytes, Path file, String field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadModelException(file, field, e.getMessage(), "must be valid UTF-8", e);
        }
    }
}
