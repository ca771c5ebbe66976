package dev.atelier.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Python's operators on the template language's values. */
final class Operators {
    private Operators() {}

    static Value binary(String operator, Value left, Value right) {
        defined(left);
        defined(right);
        Value made =
                isNumber(left) && isNumber(right) ? numbers(operator, left, right) : sequences(operator, left, right);
        if (made == null) {
            throw new TemplateException("cannot do " + left.type() + " " + operator + " " + right.type());
        }
        return made;
    }

    private static Value numbers(String operator, Value left, Value right) {
        return isWhole(left) && isWhole(right) && !operator.equals("/")
                ? whole(operator, index(left), index(right))
                : real(operator, number(left), number(right));
    }

    /** Null if these do not go together. */
    private static Value sequences(String operator, Value left, Value right) {
        if (operator.equals("+") && left instanceof Value.Str a && right instanceof Value.Str b) {
            Budget.mayBeLong((long) a.text().chars().length() + b.text().chars().length());
            return new Value.Str(a.text().plus(b.text()));
        } else if (operator.equals("+")
                && left instanceof Value.Items a
                && right instanceof Value.Items b
                && a.tuple() == b.tuple()) {
            List<Value> both = new ArrayList<>(a.values());
            both.addAll(b.values());
            return new Value.Items(both, a.tuple());
        } else if (operator.equals("*") && left instanceof Value.Str a && isWhole(right)) {
            return repeated(a.text(), index(right));
        } else if (operator.equals("*") && right instanceof Value.Str b && isWhole(left)) {
            return repeated(b.text(), index(left));
        } else if (operator.equals("%") && left instanceof Value.Str a) {
            return new Value.Str(Formats.percent(a.text(), right));
        }
        return null;
    }

    private static Value repeated(Text text, long times) {
        long count = Math.max(times, 0);
        if (count > 0) {
            Budget.mayBeLong(
                    count > 1 << 23 ? Long.MAX_VALUE : count * text.chars().length());
        }
        return new Value.Str(
                text.isEmpty()
                        ? Text.EMPTY
                        : new Text(
                                text.chars().repeat((int) count), text.marks().repeat((int) count)));
    }

    private static Value whole(String operator, long a, long b) {
        try {
            return switch (operator) {
                case "+" -> new Value.Whole(Math.addExact(a, b));
                case "-" -> new Value.Whole(Math.subtractExact(a, b));
                case "*" -> new Value.Whole(Math.multiplyExact(a, b));
                case "//" -> new Value.Whole(Math.floorDiv(a, b));
                case "%" -> new Value.Whole(Math.floorMod(a, b));
                case "**" -> b < 0 ? real(operator, (double) a, (double) b) : power(a, b);
                default -> throw new TemplateException("has no operator " + operator);
            };
        } catch (ArithmeticException e) {
            throw new TemplateException("cannot do " + a + " " + operator + " " + b + ": " + e.getMessage());
        }
    }

    private static Value power(long a, long b) {
        long made = 1;
        for (long i = 0; i < Math.min(b, 64); i++) {
            made = Math.multiplyExact(made, a);
        }
        return b <= 64 || Math.abs(a) <= 1 ? new Value.Whole(b > 64 && a == -1 && b % 2 == 1 ? -1 : made) : overflow();
    }

    private static Value overflow() {
        throw new ArithmeticException("long overflow");
    }

    private static Value real(String operator, double a, double b) {
        if (b == 0 && operator.matches("/|//|%")) {
            throw new TemplateException("divides by zero");
        }
        return switch (operator) {
            case "+" -> new Value.Real(a + b);
            case "-" -> new Value.Real(a - b);
            case "*" -> new Value.Real(a * b);
            case "/" -> new Value.Real(a / b);
            case "//" -> new Value.Real(Math.floor(a / b));
            case "%" -> new Value.Real(a - b * Math.floor(a / b));
            case "**" -> new Value.Real(StrictMath.pow(a, b));
            default -> throw new TemplateException("has no operator " + operator);
        };
    }

    static Value negative(Value value) {
        if (isWhole(value)) {
            return new Value.Whole(Math.negateExact(index(value)));
        } else if (value instanceof Value.Real real) {
            return new Value.Real(-real.value());
        }
        throw new TemplateException("cannot do -" + defined(value).type());
    }

    static boolean compare(String operator, Value left, Value right) {
        refuseClock(left);
        refuseClock(right);
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> Sequences.contains(right, left);
            case "not in" -> !Sequences.contains(right, left);
            case "<" -> order(left, right) < 0;
            case "<=" -> order(left, right) <= 0;
            case ">" -> order(left, right) > 0;
            case ">=" -> order(left, right) >= 0;
            default -> throw new TemplateException("has no operator " + operator);
        };
    }

    static boolean equal(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return number(left) == number(right);
        } else if (left instanceof Value.Undefined && right instanceof Value.Undefined) {
            return true;
        } else if (left instanceof Value.Items a && right instanceof Value.Items b) {
            return a.tuple() == b.tuple() && sameInOrder(a.values(), b.values());
        } else if (left instanceof Value.Dict a && right instanceof Value.Dict b) {
            return a.entries().keySet().equals(b.entries().keySet())
                    && a.entries().entrySet().stream()
                            .allMatch(
                                    entry -> equal(entry.getValue(), b.entries().get(entry.getKey())));
        }
        return left.equals(right);
    }

    private static boolean sameInOrder(List<Value> left, List<Value> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return left.size() == right.size();
    }

    /** Below, at or above 0; strings by code points. */
    static int order(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return Double.compare(number(left), number(right));
        } else if (left instanceof Value.Str a && right instanceof Value.Str b) {
            return codePoints(a.text()).compareTo(codePoints(b.text()));
        } else if (left instanceof Value.Items a && right instanceof Value.Items b && a.tuple() == b.tuple()) {
            for (int i = 0; i < Math.min(a.values().size(), b.values().size()); i++) {
                if (!equal(a.values().get(i), b.values().get(i))) {
                    return order(a.values().get(i), b.values().get(i));
                }
            }
            return Integer.compare(a.values().size(), b.values().size());
        }
        throw new TemplateException("cannot order " + defined(left).type() + " and "
                + defined(right).type());
    }

    private static String codePoints(Text text) {
        return text.chars().codePoints().mapToObj("%06x"::formatted).collect(Collectors.joining());
    }

    static boolean isWhole(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Bool;
    }

    static boolean isNumber(Value value) {
        return isWhole(value) || value instanceof Value.Real;
    }

    static long index(Value value) {
        if (value instanceof Value.Whole whole) {
            return whole.value();
        } else if (value instanceof Value.Bool flag) {
            return flag.value() ? 1 : 0;
        }
        throw new TemplateException(
                "needs a whole number, got " + defined(value).type());
    }

    static double number(Value value) {
        return value instanceof Value.Real real ? real.value() : index(value);
    }

    /** A prompt may not depend on the clock, written or not. */
    static void refuseClock(Value value) {
        if (value instanceof Value.Str text && text.text().saidByClock()) {
            throw new TemplateException("asks for today's date, so no run could be repeated");
        }
    }

    /** The same value. */
    static Value defined(Value value) {
        if (value instanceof Value.Undefined missing) {
            throw missing.refusal();
        }
        return value;
    }
}
