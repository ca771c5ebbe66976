package dev.atelier.collect;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Numbered lines of a stream, one at a time; lines can be given back. A line over the limit is cut and marked. */
final class Lines implements Closeable {
    /** 4 Mi characters: a line beyond this is not a catalogue row, and must not fill the executor's memory. */
    static final int MAX_CHARS = 4 << 20;

    /** @param number 1-based */
    record Line(long number, String text, boolean tooLong) {}

    private final BufferedReader reader;
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private long number;
    private boolean afterReturn;
    private boolean ended;

    Lines(Reader reader) {
        this.reader = new BufferedReader(reader, 1 << 16);
    }

    /** The next line without its end ({@code \n}, {@code \r\n} or {@code \r}, also mixed); null at the end. */
    Line next() {
        return givenBack.isEmpty() ? read() : givenBack.pop();
    }

    /** The next line that is not blank; null at the end. */
    Line nextFilled() {
        Line line = next();
        while (line != null && line.text().isBlank()) {
            line = next();
        }
        return line;
    }

    void giveBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            givenBack.push(lines.get(i));
        }
    }

    /** Nothing more comes. */
    void giveUp() {
        givenBack.clear();
        ended = true;
    }

    private Line read() {
        if (ended) {
            return null;
        }
        try {
            StringBuilder text = new StringBuilder();
            boolean tooLong = false;
            int c = reader.read();
            if (afterReturn && c == '\n') {
                c = reader.read();
            }
            if (c < 0) {
                return null;
            }
            for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
                if (text.length() < MAX_CHARS) {
                    text.append((char) c);
                } else {
                    tooLong = true;
                }
            }
            number++;
            afterReturn = c == '\r';
            if (number == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF') {
                text.deleteCharAt(0); // byte order mark
            }
            return new Line(number, text.toString(), tooLong);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
