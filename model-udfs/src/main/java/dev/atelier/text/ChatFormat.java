package dev.atelier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model was taught to see a conversation: one optional system message, one user message, then its answer. Each
 * format renders exactly what the vendor's chat template gives for it, as pieces, so that what people wrote can never
 * become a marker.
 */
public sealed interface ChatFormat {
    /** A part of the prompt. */
    sealed interface Piece {}

    /** A special token, by its content, such as {@code <|im_start|>}. */
    record Marker(String token) implements Piece {}

    /** Plain text: no special token is recognised in it. */
    record Text(String text) implements Piece {}

    /**
     * @param system null or empty for none
     * @throws IllegalArgumentException if the text holds a role marker that this format writes as plain text
     */
    List<Piece> render(String system, String user);

    /** OpenAI's ChatML, as SmolLM2 and Qwen2 use it. {@code defaultSystem} is what the template says without a system. */
    record ChatMl(String defaultSystem) implements ChatFormat {
        @Override
        public List<Piece> render(String system, String user) {
            List<Piece> pieces = new ArrayList<>();
            String first = isEmpty(system) ? defaultSystem : system;
            if (!first.isEmpty()) {
                pieces.addAll(turn("system", first));
            }
            pieces.addAll(turn("user", user));
            pieces.add(new Marker("<|im_start|>"));
            pieces.add(new Text("assistant\n"));
            return pieces;
        }

        private static List<Piece> turn(String role, String content) {
            return List.of(
                    new Marker("<|im_start|>"),
                    new Text(role + "\n" + content),
                    new Marker("<|im_end|>"),
                    new Text("\n"));
        }
    }

    /** Llama 3.0 (model card of meta-llama/Meta-Llama-3-8B-Instruct). */
    record Llama3() implements ChatFormat {
        @Override
        public List<Piece> render(String system, String user) {
            List<Piece> pieces = new ArrayList<>(List.of(new Marker("<|begin_of_text|>")));
            if (!isEmpty(system)) {
                pieces.addAll(header("system"));
                pieces.addAll(List.of(new Text("\n\n" + system.strip()), new Marker("<|eot_id|>")));
            }
            pieces.addAll(header("user"));
            pieces.addAll(List.of(new Text("\n\n" + user.strip()), new Marker("<|eot_id|>")));
            pieces.addAll(header("assistant"));
            pieces.add(new Text("\n\n"));
            return pieces;
        }

        private static List<Piece> header(String role) {
            return List.of(new Marker("<|start_header_id|>"), new Text(role), new Marker("<|end_header_id|>"));
        }
    }

    /** Gemma: no system role; it goes before the user's text (model card of google/gemma-2b-it, gemma-3 template). */
    record Gemma() implements ChatFormat {
        @Override
        public List<Piece> render(String system, String user) {
            String first = isEmpty(system) ? "" : system + "\n\n";
            return List.of(
                    new Marker("<bos>"),
                    new Marker("<start_of_turn>"),
                    new Text("user\n" + first + user.strip()),
                    new Marker("<end_of_turn>"),
                    new Text("\n"),
                    new Marker("<start_of_turn>"),
                    new Text("model\n"));
        }
    }

    /** Llama 2: its role markers are plain text, so text that holds one is refused. */
    record Llama2() implements ChatFormat {
        private static final Pattern MARKERS = Pattern.compile("\\[/?INST]|<</?SYS>>");

        @Override
        public List<Piece> render(String system, String user) {
            String first = isEmpty(system) ? "" : "<<SYS>>\n" + checked(system) + "\n<</SYS>>\n\n";
            return List.of(new Marker("<s>"), new Text("[INST] " + (first + checked(user)).strip() + " [/INST]"));
        }

        private static String checked(String text) {
            Matcher found = MARKERS.matcher(text);
            if (found.find()) {
                throw new IllegalArgumentException("Invalid prompt: holds " + found.group()
                        + " (a role marker of Llama 2's chat format, which is plain text; remove it)");
            }
            return text;
        }
    }

    /** A model without a chat template continues the text. {@code bos} is empty or the token every text starts with. */
    record Plain(String bos) implements ChatFormat {
        @Override
        public List<Piece> render(String system, String user) {
            Text text = new Text(isEmpty(system) ? user : system + "\n\n" + user);
            return bos.isEmpty() ? List.of(text) : List.of(new Marker(bos), text);
        }
    }

    /**
     * The format that a vendor's chat template (Jinja source) stands for, recognised by its markers.
     *
     * @param template null or empty for none
     * @param bos the token every text starts with; empty for none
     * @throws IllegalArgumentException if it is none of those above
     */
    static ChatFormat ofTemplate(String template, String bos) {
        if (isEmpty(template)) {
            return new Plain(bos);
        } else if (template.contains("strftime_now") || template.contains("Cutting Knowledge Date")) {
            throw unknown("writes today's date into the prompt, so no run could be repeated");
        } else if (template.contains("<|im_start|>") && template.contains("<|im_end|>")) {
            return chatMl(template);
        } else if (template.contains("<|start_header_id|>") && template.contains("<|eot_id|>")) {
            return new Llama3();
        } else if (template.contains("<start_of_turn>") && template.contains("<end_of_turn>")) {
            return new Gemma();
        } else if (template.contains("[INST]") && template.contains("<<SYS>>")) {
            return new Llama2();
        }
        throw unknown("has none of their markers");
    }

    private static ChatFormat chatMl(String template) {
        if (!Pattern.compile("<\\|im_start\\|>assistant(\n|\\\\n)['\"]")
                .matcher(template)
                .find()) {
            throw unknown("has ChatML's markers but does not start the answer with <|im_start|>assistant");
        }
        Matcher system = Pattern.compile("<\\|im_start\\|>system(?:\n|\\\\n)([^'\"{}<]+)<\\|im_end\\|>")
                .matcher(template);
        return new ChatMl(system.find() ? system.group(1) : "");
    }

    private static IllegalArgumentException unknown(String why) {
        return new IllegalArgumentException("Unknown chat template: " + why
                + " (must be that of ChatML, Llama 2, Llama 3.0, Gemma, or none for plain text)");
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
