package dev.atelier.claims;

/** Whether two numbers are the same amount, within the precision in which they are written. */
final class Nearness {
    /** Of its value that rounding to another system's unit may change: 10 cm is 4 in, 9 cm is not. */
    private static final double CONVERTED = 0.035;
    /** The same for numbers in words. */
    private static final double WORDED = 0.06;
    /** Of its value that rounding within a system may change. */
    private static final double ROUNDED = 0.05;

    private static final double ABOUT = 0.1;
    private static final double OVER = 1.34;
    private static final double UNDER = 0.7;
    private static final double EQUAL = 1e-9;
    private static final double DEGREES = 1.5;

    private Nearness() {}

    static boolean same(Numeral claim, Unit unit, Amount.Bound bound, Numeral fact, Unit factUnit) {
        double said = unit.base(claim.value());
        double known = factUnit.base(fact.value());
        double scale = StrictMath.max(StrictMath.abs(said), StrictMath.abs(known));
        double apart = StrictMath.abs(said - known);
        if (apart <= EQUAL * scale) {
            return true;
        }
        return switch (bound) {
            case ABOUT -> apart <= ABOUT * scale;
            case AT_LEAST -> known >= said && known <= said * OVER;
            case AT_MOST -> known <= said && (unit.money() || known >= said * UNDER);
            case EXACT -> rounded(claim, unit, fact, factUnit, apart, scale);
        };
    }

    private static boolean rounded(Numeral claim, Unit unit, Numeral fact, Unit factUnit, double apart, double scale) {
        if (unit.money() || unit.dimension().equals("count") || unit.dimension().equals("founded")) {
            return false;
        }
        double claimHalf = StrictMath.abs(unit.base(claim.value() + claim.half()) - unit.base(claim.value()));
        double factHalf = StrictMath.abs(factUnit.base(fact.value() + fact.half()) - factUnit.base(fact.value()));
        if (sameSystem(unit, factUnit)) {
            return claimHalf > factHalf && apart <= claimHalf * (1 + EQUAL) && apart <= ROUNDED * scale;
        }
        if (unit.dimension().equals("temperature")) {
            return apart <= DEGREES;
        }
        double most = claim.worded() ? WORDED : CONVERTED;
        return apart <= StrictMath.max(claimHalf, factHalf) * (1 + EQUAL) && apart <= most * scale;
    }

    /** Units that differ by a power of ten, such as mm and m. */
    private static boolean sameSystem(Unit one, Unit other) {
        if (one.symbol().equals("\u00b0f") != other.symbol().equals("\u00b0f")) {
            return false;
        }
        double power = StrictMath.log10(one.factor() / other.factor());
        return StrictMath.abs(power - StrictMath.rint(power)) < 1e-6;
    }
}
