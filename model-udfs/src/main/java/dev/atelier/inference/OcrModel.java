package dev.atelier.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.atelier.domain.PictureReader;
import dev.atelier.domain.Pixels;
import dev.atelier.domain.RowFailure;
import dev.atelier.image.Resize;
import dev.atelier.image.TextBoxes;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.ModelDirectory.Kind;
import dev.atelier.weights.OcrFiles;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PP-OCR with the numbers of rapidocr 3.10.0 (config.yaml): one graph finds lines of text in a picture, another reads each. One
 * picture or line a call and one thread a call, so that what is read is the same alone, in company and beside other tasks. Other
 * than rapidocr: boxes are upright ({@link TextBoxes}), text upside down is not turned, and pictures are resized by {@link Resize}.
 */
public final class OcrModel implements PictureReader {
    /** Raised by hand when a change of Java code gives a picture other lines. */
    static final String VERSION = "1";

    /** Det.limit_side_len: the shorter side has at least so many pixels where text is looked for. */
    private static final int LEAST_SIDE = 736;
    /** Global.max_side_len. */
    private static final int MOST_SIDE = 2000;
    /** Sides of the graph's input are multiples of it. */
    private static final int STEP = 32;
    /** Rec.rec_img_shape. */
    private static final int LINE_HEIGHT = 48;

    private static final int LEAST_WIDTH = 320;
    private static final int MOST_WIDTH = 3200;
    /** Global.text_score. */
    private static final double LEAST_CONFIDENCE = 0.5;

    private final OrtSession finds;
    private final OrtSession reads;
    private final List<String> characters;

    private OcrModel(OrtSession finds, OrtSession reads, List<String> characters) {
        this.finds = finds;
        this.reads = reads;
        this.characters = characters;
    }

    /** @throws BadModelException if anything in it is broken, missing or not implemented */
    public static OcrModel load(ModelDirectory directory) {
        OcrFiles files = files(directory);
        OrtSession finds = OnnxSession.of(files.finds());
        OrtSession reads = OnnxSession.of(files.reads());
        return new OcrModel(finds, reads, files.characters());
    }

    /** @throws BadModelException for what can be seen without ONNX Runtime, which a driver need not have */
    static void check(ModelDirectory directory) {
        files(directory);
    }

    private static OcrFiles files(ModelDirectory directory) {
        if (directory.kind() != Kind.OCR) {
            throw new BadModelException(
                    directory.root(), "kind", directory.kind(), "must be a directory with PP-OCR's two graphs");
        }
        return OcrFiles.of(directory);
    }

    /** @throws RowFailure {@code not_read} for a picture that a graph fails on */
    @Override
    public List<List<Line>> read(List<Pixels> pictures) {
        return pictures.stream().map(this::read).toList();
    }

    private List<Line> read(Pixels picture) {
        try {
            List<Line> lines = new ArrayList<>();
            for (TextBoxes.Box box : boxes(picture)) {
                Line line = line(cut(picture, box));
                if (line.confidence() >= LEAST_CONFIDENCE) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (OrtException e) {
            throw new RowFailure(
                    "not_read",
                    "The graph fails on a picture of " + picture.widthPx() + "x" + picture.heightPx() + ": "
                            + e.getMessage() + " (use another model)");
        }
    }

    private List<TextBoxes.Box> boxes(Pixels picture) throws OrtException {
        int shorter = Math.min(picture.widthPx(), picture.heightPx());
        int longer = Math.max(picture.widthPx(), picture.heightPx());
        double ratio = Math.min(Math.max(1, (double) LEAST_SIDE / shorter), (double) MOST_SIDE / longer);
        int width = STEP * (int) Math.max(1, Math.round(picture.widthPx() * ratio / STEP));
        int height = STEP * (int) Math.max(1, Math.round(picture.heightPx() * ratio / STEP));
        float[] map = run(finds, Resize.to(picture, width, height, Resize.Filter.BILINEAR), width); // (H * W)
        return TextBoxes.in(map, width, height);
    }

    /** What a box holds; what is higher than wide by half is turned to the left, as rapidocr does. */
    private static Pixels cut(Pixels picture, TextBoxes.Box box) {
        int left = (int) Math.min(picture.widthPx() - 1, Math.round(box.left() * picture.widthPx()));
        int top = (int) Math.min(picture.heightPx() - 1, Math.round(box.top() * picture.heightPx()));
        int width = (int) Math.max(1, Math.round(box.right() * picture.widthPx()) - left);
        int height = (int) Math.max(1, Math.round(box.bottom() * picture.heightPx()) - top);
        boolean turned = height >= 1.5 * width;
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * ((top + y) * picture.widthPx() + left + x);
                int to = 3 * (turned ? (width - 1 - x) * height + y : y * width + x);
                System.arraycopy(picture.rgb(), from, rgb, to, 3);
            }
        }
        return turned ? new Pixels(height, width, rgb) : new Pixels(width, height, rgb);
    }

    private Line line(Pixels cut) throws OrtException {
        int width = (int) Math.ceil((double) LINE_HEIGHT * cut.widthPx() / cut.heightPx());
        int within = Math.max(1, Math.min(MOST_WIDTH, width));
        Pixels sized = Resize.to(cut, within, LINE_HEIGHT, Resize.Filter.BILINEAR);
        float[] steps = run(reads, sized, Math.max(LEAST_WIDTH, within)); // (T * characters)
        StringBuilder text = new StringBuilder();
        double sum = 0;
        int count = 0;
        int before = 0;
        for (int at = 0; at + characters.size() <= steps.length; at += characters.size()) {
            int most = 0;
            for (int k = 1; k < characters.size(); k++) {
                most = steps[at + k] > steps[at + most] ? k : most;
            }
            if (most != 0 && most != before) {
                text.append(characters.get(most));
                sum += steps[at + most];
                count++;
            }
            before = most;
        }
        return new Line(text.toString().strip(), count == 0 ? 0 : sum / count);
    }

    /** Blue, green, red, -1 to 1; what is right of the picture is 0. */
    private static float[] run(OrtSession session, Pixels picture, int width) throws OrtException {
        int height = picture.heightPx();
        float[] values = new float[3 * height * width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < picture.widthPx(); x++) {
                for (int c = 0; c < 3; c++) {
                    int value = picture.rgb()[3 * (y * picture.widthPx() + x) + 2 - c] & 255;
                    values[(c * height + y) * width + x] = value / 127.5f - 1;
                }
            }
        }
        String input = session.getInputNames().iterator().next();
        long[] shape = {1, 3, height, width};
        try (OnnxTensor fed = OnnxTensor.createTensor(OnnxSession.environment(), FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, fed))) {
            FloatBuffer out = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] all = new float[out.remaining()];
            out.get(all);
            return all;
        }
    }

    @Override
    public void close() {
        OnnxSession.close(finds);
        OnnxSession.close(reads);
    }
}
