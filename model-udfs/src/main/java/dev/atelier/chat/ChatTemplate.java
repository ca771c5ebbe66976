package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model's chat template: Jinja source, as transformers' {@code apply_chat_template} renders it
 * (utils/chat_template_utils.py of 5.23). It reads no file, imports nothing, ends after bounded steps, and every
 * character of the prompt knows whether the template or a row said it.
 */
public final class ChatTemplate {
    private static final Pattern MARKER =
            Pattern.compile("\\[/?[A-Z_]{2,}]|<</?[A-Z_]+>>|<[|｜][^|｜<>\\s]+[|｜]>|\\[\\|[^|\\s]+\\|]");

    private final Statement body;
    private final String literals;

    private ChatTemplate(Statement body, String literals) {
        this.body = body;
        this.literals = literals;
    }

    /** @throws TemplateException naming line and construct, if it is broken or needs more than there is here */
    public static ChatTemplate parse(String source) {
        List<Token> tokens = Lexer.tokens(source);
        String literals = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.DATA || token.kind() == Token.Kind.STRING)
                .map(Token::text)
                .collect(Collectors.joining("\0"));
        return new ChatTemplate(new StatementParser(new Tokens(tokens)).all(), literals);
    }

    /** Its own text: what stands between tags, and its strings, apart by NUL. */
    public String literals() {
        return literals;
    }

    /** Role markers in brackets that stand in a text, such as {@code [INST]} or {@code <|user|>}. */
    public static Set<String> markers(String text) {
        return MARKER.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The prompt up to where the answer starts.
     *
     * @param variables such as {@code bos_token}; what the tokenizer does not have is left out
     * @param system null or empty for none
     * @throws TemplateException if the template refuses the conversation, or writes today's date
     */
    public Text render(Map<String, String> variables, String system, String user) {
        List<Value> messages = new ArrayList<>();
        if (system != null && !system.isEmpty()) {
            messages.add(message("system", system));
        }
        messages.add(message("user", user));
        Scope scope = new Scope(new Budget());
        variables.forEach((name, value) -> scope.set(name, Value.Str.of(value)));
        scope.set("messages", Value.Items.list(messages));
        scope.set("tools", Value.None.NONE);
        scope.set("documents", Value.None.NONE);
        scope.set("add_generation_prompt", Value.Bool.TRUE);
        Joined output = new Joined();
        body.run(scope, output);
        Text prompt = output.text();
        if (prompt.saidByClock()) {
            throw new TemplateException("writes today's date into the prompt, so no run could be repeated");
        }
        return prompt;
    }

    private static Value message(String role, String content) {
        Map<Value, Value> entries = new LinkedHashMap<>();
        entries.put(Value.Str.of("role"), Value.Str.of(role));
        entries.put(Value.Str.of("content"), new Value.Str(Text.ofRow(content)));
        return new Value.Dict(entries);
    }
}
