package dev.atelier.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Python's operators on the template language's values. */
final class Operators {
    private Operators() {}

    static Value binary(String operator, Value left, Value right) {
        defined(left);
        defined(right);
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
        } else if (isWhole(left) && isWhole(right) && !operator.equals("/")) {
            return whole(operator, index(left), index(right));
        } else if (isNumber(left) && isNumber(right)) {
            return real(operator, number(left), number(right));
        }
        throw new TemplateException("cannot do " + left.type() + " " + operator + " " + right.type());
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
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
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

    static boolean contains(Value whole, Value part) {
        if (whole instanceof Value.Str text) {
            if (part instanceof Value.Str piece) {
                return text.text().chars().contains(piece.text().chars());
            }
            throw new TemplateException("'in' of a string needs a string, got " + part.type());
        } else if (whole instanceof Value.Dict dict) {
            return dict.entries().containsKey(part);
        }
        return iterate(whole).stream().anyMatch(value -> equal(value, part));
    }

    /** What a loop goes through. */
    static List<Value> iterate(Value value) {
        if (value instanceof Value.Items items) {
            return items.values();
        } else if (value instanceof Value.Dict dict) {
            return dict.keys().values();
        } else if (value instanceof Value.Str text) {
            return Value.Items.texts(text.text().characters()).values();
        } else if (value instanceof Value.Undefined) {
            return List.of();
        }
        throw new TemplateException("cannot loop over a " + value.type());
    }

    static long length(Value value) {
        return value instanceof Value.Str text
                ? text.text().length()
                : iterate(value).size();
    }

    /** {@code of[key]}, or undefined. */
    static Value item(Value of, Value key) {
        defined(of);
        if (of instanceof Value.Dict dict) {
            Value found = dict.entries().get(key);
            return found == null ? new Value.Undefined(key.text().chars()) : found;
        } else if (isWhole(key) && (of instanceof Value.Items || of instanceof Value.Str)) {
            long length = length(of);
            long place = index(key) < 0 ? index(key) + length : index(key);
            if (place < 0 || place >= length) {
                return new Value.Undefined("item " + index(key));
            }
            return of instanceof Value.Str text
                    ? new Value.Str(text.text().at((int) place))
                    : ((Value.Items) of).values().get((int) place);
        }
        return new Value.Undefined(key.text().chars());
    }

    /** Python's {@code of[start:stop:step]}; null for what is left out. */
    static Value slice(Value of, Value start, Value stop, Value step) {
        long stride = step == null ? 1 : index(step);
        if (stride == 0) {
            throw new TemplateException("slices by steps of 0");
        }
        List<Value> all = defined(of) instanceof Value.Dict ? List.of() : iterate(of);
        long size = all.size();
        long first = bound(start, size, stride, stride > 0 ? 0 : size - 1);
        long end = bound(stop, size, stride, stride > 0 ? size : -1);
        List<Value> kept = new ArrayList<>();
        for (long at = first; stride > 0 ? at < end : at > end; at += stride) {
            kept.add(all.get((int) at));
        }
        if (of instanceof Value.Str) {
            return new Value.Str(
                    Text.join(Text.EMPTY, kept.stream().map(Value::text).collect(Collectors.toList())));
        } else if (of instanceof Value.Items items) {
            return new Value.Items(kept, items.tuple());
        }
        throw new TemplateException("cannot slice a " + of.type());
    }

    private static long bound(Value given, long size, long stride, long otherwise) {
        if (given == null || given == Value.None.NONE) {
            return otherwise;
        }
        long place = index(given) < 0 ? index(given) + size : index(given);
        return Math.max(stride > 0 ? 0 : -1, Math.min(place, stride > 0 ? size : size - 1));
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

    /** The same value. */
    static Value defined(Value value) {
        if (value instanceof Value.Undefined missing) {
            throw missing.refusal();
        }
        return value;
    }

    static Map<Value, Value> copy(Value.Dict dict) {
        return new LinkedHashMap<>(dict.entries());
    }
}
