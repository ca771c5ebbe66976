package dev.atelier.inference;

import dev.atelier.chat.ChatTemplate;
import dev.atelier.chat.TemplateException;
import dev.atelier.chat.Text;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.AddedToken;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.TokenizerFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a model was taught to see a conversation: one optional system message, one user message, then its answer.
 *
 * @param template the vendor's; null for a model without one, which continues the text
 * @param controls tokens that no row may become: the special ones, and those the template writes
 * @param markers role markers that the template writes as plain text: a row that holds one is refused
 */
record ChatFormat(
        Path root, ChatTemplate template, Map<String, String> variables, Set<String> controls, Set<String> markers) {
    /** @throws BadModelException if the template is broken, needs more than there is here, or refuses every conversation */
    static ChatFormat of(Path root, TokenizerFiles files) {
        if (files.chatTemplate().isEmpty()) {
            return new ChatFormat(root, null, Map.of(), controls(files, ""), Set.of());
        }
        try {
            ChatTemplate template = ChatTemplate.parse(files.chatTemplate());
            String own = template.literals() + probes(template, files.variables());
            Set<String> controls = controls(files, own);
            Set<String> markers = ChatTemplate.markers(own);
            markers.removeAll(controls);
            return new ChatFormat(root, template, files.variables(), controls, Set.copyOf(markers));
        } catch (TemplateException e) {
            throw refusal(root, e, "use a model whose template the house can read");
        }
    }

    private static Set<String> controls(TokenizerFiles files, String own) {
        return files.addedTokens().stream()
                .filter(token -> token.special()
                        || (own.contains(token.content()) && !token.content().isBlank()))
                .map(AddedToken::content)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the template says in both kinds of conversation. One must do: which one a run has is not known here. */
    private static String probes(ChatTemplate template, Map<String, String> variables) {
        String alone;
        try {
            alone = template.render(variables, null, "x").withoutRows();
        } catch (TemplateException e) {
            return template.render(variables, "x", "x").withoutRows();
        }
        try {
            return alone + "\0" + template.render(variables, "x", "x").withoutRows();
        } catch (TemplateException e) {
            return alone;
        }
    }

    private static BadModelException refusal(Path root, TemplateException e, String rule) {
        return new BadModelException(root, "chat template", e.getMessage(), rule, e);
    }

    /**
     * The prompt up to where the answer starts.
     *
     * @throws RowFailure {@code role_marker_in_prompt} if a text holds a marker that cannot be disarmed; {@code
     *     chat_template} if the template refuses the conversation
     */
    Text prompt(String system, String user) {
        for (String text : system == null ? List.of(user) : List.of(system, user)) {
            markers.stream().filter(text::contains).findFirst().ifPresent(marker -> {
                throw new RowFailure(
                        "role_marker_in_prompt",
                        "Invalid prompt: holds " + marker
                                + " (a role marker of the model's chat template, which is plain text; remove it)");
            });
        }
        try {
            return render(system, user);
        } catch (TemplateException e) {
            throw new RowFailure(
                    "chat_template",
                    "The model's chat template: " + e.getMessage() + " (it must take a conversation "
                            + (system == null
                                    ? "without a system message, or give the run's template one)"
                                    : "with a system message, or leave out system in the run's template)"),
                    e);
        }
    }

    private Text render(String system, String user) {
        if (template != null) {
            return template.render(variables, system, user);
        }
        return Text.ofRow(system == null || system.isEmpty() ? user : system + "\n\n" + user);
    }
}
