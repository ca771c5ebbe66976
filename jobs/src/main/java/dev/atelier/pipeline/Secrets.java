package dev.atelier.pipeline;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.atelier.stage.ConfError;
import java.util.regex.Pattern;

/**
 * A password or key that is part of an address would stand in {@code run.json}, in plans, logs and messages. So an address
 * that has one is refused before anything is read, and what is said of it does not repeat it.
 */
final class Secrets {
    /**
     * {@code scheme://user:password@host}, the user may hold an @; not {@code hdfs://host:8020/a@b}, {@code s3a://arn:aws:...},
     * {@code file://C:/a@b}, {@code http://[::1]/}, {@code sqlserver://host:1433;user=me@host} or
     * {@code abfss://container@account}.
     */
    private static final Pattern LOGIN = Pattern.compile(
            "(?i)([a-z][a-z0-9+.-]{0,30}+:/{1,3})(?!arn:)[^\\s:/\\[]*+:(?!\\d++(?:[/?#,\\s]|;\\s{0,3}\\w++\\s{0,3}=|$))(?![/{])[^\\s]*@");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;#]\\s{0,3}(?:[\\w-]{0,40}?(?:passw(?:or)?d|pwd|secret|credentials?|signature"
                    + "|(?:private|access|account|api|secret)[_-]?key|(?:access|security|auth|session|sas)[_-]?token)(?:[_-]\\w{1,20})?"
                    + "|sig|token|key|pass)\\s{0,3}=\\s{0,3})[^&;#\\s]++");

    private Secrets() {}

    /** @throws ConfError naming the key of an address that holds one */
    static void check(Config config) {
        check("", config.root());
    }

    /** @throws ConfError if the address holds one */
    static void check(String what, String address) {
        if (!hidden(address).equals(address)) {
            throw new ConfError(refusal(what));
        }
    }

    static String refusal(String what) {
        return "Invalid " + what + ": a password or key stands in its address (leave it out: credentials come from the"
                + " environment, a role or Hadoop's provider chain)";
    }

    /** The text with stars for every password and key in an address. */
    static String hidden(String text) {
        String withoutLogins = text.contains(":/") ? LOGIN.matcher(text).replaceAll("$1***@") : text;
        return withoutLogins.indexOf('=') >= 0
                ? PARAMETER.matcher(withoutLogins).replaceAll("$1***")
                : withoutLogins;
    }

    private static void check(String path, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            object.forEach((key, child) -> check(path.isEmpty() ? key : path + "." + key, child));
        } else if (value instanceof ConfigList list) {
            for (int i = 0; i < list.size(); i++) {
                check(path + "." + i, list.get(i));
            }
        } else if (value.unwrapped() instanceof String text) {
            check(path, text);
        }
    }
}
