package dev.atelier.collect;

import dev.atelier.domain.Require;
import dev.atelier.stage.ConfError;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a source's database is and how one gets in. User and password stand in the environment, and in nothing that is said.
 *
 * @param source its name, for messages
 */
record Database(String source, String url, String userVariable, String passwordVariable) {
    /** Who says it in the url, before {@code @} or as a parameter, would find it in run.json. */
    private static final Pattern CREDENTIALS = Pattern.compile(
            "(?i)[^a-z](user(name)?|uid|\\w*(passw|pwd|secret|token|credential|private_?key|access_?key)\\w*) *="
                    + "|//[^/?;]*@|:[^:/@]+/[^/@]*@");

    static void checkUrl(String url) {
        Require.text(url, "url of a source");
        String shown = url.replaceAll("(?s)^(jdbc:[^:]*|[^:]*).*", "$1:...");
        Require.that(url.startsWith("jdbc:"), "url of a source", shown, "must begin with jdbc:");
        Require.that(
                !CREDENTIALS.matcher(url).find(),
                "url of a source",
                shown,
                "a user or password stands in it: name environment variables, userVariable and passwordVariable");
    }

    /** @throws ConfError if no driver knows the url */
    Connection connect() throws SQLException {
        Properties login = new Properties();
        secret(userVariable).ifPresent(user -> login.put("user", user));
        secret(passwordVariable).ifPresent(password -> login.put("password", password));
        ClassLoader loader = Thread.currentThread().getContextClassLoader(); // jars of spark-submit --jars are there
        var found = ServiceLoader.load(Driver.class, loader).stream().map(ServiceLoader.Provider::get);
        for (Driver driver : Stream.concat(found, DriverManager.drivers()).toList()) {
            Connection connection = driver.acceptsURL(url) ? driver.connect(url, login) : null;
            if (connection != null) {
                return connection;
            }
        }
        throw new ConfError("No JDBC driver for source " + source + ", whose url begins with "
                + url.replaceAll("(?s)^(jdbc:[^:]*).*", "$1") + " (name the driver's jar: ATELIER_JARS=driver.jar"
                + " scripts/atelier run ..., or scripts/atelier submit --jars driver.jar -- ...)");
    }

    /** The variable's value; nothing where no variable is named. */
    private Optional<String> secret(String variable) {
        if (variable != null && System.getenv(variable) == null) {
            throw new ConfError("Missing environment variable " + variable + " of source " + source
                    + " (set it where the run starts, and on every executor)");
        }
        return Optional.ofNullable(variable).map(System::getenv).filter(value -> !value.isEmpty());
    }

    ConfError unreadable(SQLException e) {
        return new ConfError(
                "Cannot read source " + source + ": " + said(e)
                        + " (see that its url, its table or query, and what its user may read are right)",
                e);
    }

    /** One line of what the database or its driver says, without user and password. */
    String said(Exception e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        for (String variable : new String[] {userVariable, passwordVariable}) {
            String secret = secret(variable).map(Pattern::quote).orElse("(?!)");
            line = line.replaceAll("(?<!\\w)" + secret + "(?!\\w)", "***");
        }
        return line;
    }
}
