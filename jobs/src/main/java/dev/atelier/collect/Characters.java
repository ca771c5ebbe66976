package dev.atelier.collect;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Map;

/** Bytes to characters. Bytes that no character stands for become {@link #BROKEN}, which {@link RowMaker} refuses. */
final class Characters {
    /** Half of a surrogate pair: no decoder gives one alone, whereas U+FFFD may really stand in a file. */
    static final char BROKEN = '\uDFFF';

    /** https://encoding.spec.whatwg.org/#names-and-labels */
    private static final Map<String, String> WIDER = Map.of(
            "ISO-8859-1", "windows-1252",
            "US-ASCII", "windows-1252",
            "ISO-8859-9", "windows-1254",
            "TIS-620", "x-windows-874",
            "GB2312", "GBK",
            "Shift_JIS", "windows-31j",
            "EUC-KR", "x-windows-949");

    private Characters() {}

    /** What a label of the web means there, where it names less than what pages so labelled hold. */
    static Charset asBrowsersRead(Charset label) {
        String wider = WIDER.get(label.name());
        return wider == null ? label : Charset.forName(wider);
    }

    static Reader of(InputStream in, Charset charset) {
        return new InputStreamReader(in, decoder(charset));
    }

    static String of(byte[] bytes, Charset charset) {
        try {
            return decoder(charset).decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("A decoder that replaces does not complain", e);
        }
    }

    /** As it can be stored. */
    static String shown(String text) {
        return text.replace(BROKEN, '\uFFFD');
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(BROKEN));
    }
}
