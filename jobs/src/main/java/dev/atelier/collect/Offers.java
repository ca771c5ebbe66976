package dev.atelier.collect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a schema.org product costs. Of several prices for one thing the one that is asked now; where offers differ, a range
 * such as {@code 10-20}, which the rule for prices flags. Prices are never added up. https://schema.org/Offer
 */
final class Offers {
    /** Words of https://schema.org/PriceTypeEnumeration for prices that nobody is asked for this piece. */
    private static final String OTHER_PRICES = "(?i).*(ListPrice|MSRP|SRP|RRP|Strikethrough|UnitPrice|RegularPrice).*";

    private static final Set<String> DELIVERY =
            Set.of("DeliveryChargeSpecification", "PaymentChargeSpecification", "DeliveryTimeSettings");

    /** A price and its currency; either may be null. */
    record Asked(Cell price, String currency) {}

    private Offers() {}

    static Asked of(JsonNode product) {
        List<Asked> all = new ArrayList<>();
        JsonLd.list(product.get("offers")).forEach(offer -> all.addAll(asked(offer)));
        String currency = all.stream()
                .map(Asked::currency)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Cell> prices = all.stream()
                .filter(a -> a.currency() == null || a.currency().equals(currency))
                .map(Asked::price)
                .filter(Objects::nonNull)
                .toList();
        return new Asked(range(prices), currency);
    }

    private static List<Asked> asked(JsonNode offer) {
        String currency = text(offer.get("priceCurrency"));
        List<Asked> all = new ArrayList<>();
        prices(offer, "lowPrice", "highPrice").forEach(price -> all.add(new Asked(price, currency)));
        if (all.stream().allMatch(asked -> isZero(asked.price()))) { // a placeholder does not hide a price
            for (JsonNode spec : specified(JsonLd.list(offer.get("priceSpecification")))) {
                String own = text(spec.get("priceCurrency"));
                List<Cell> prices = prices(spec, "minPrice", "maxPrice");
                (prices.isEmpty() ? List.of(Cell.text(spec.toString())) : prices) // for the rule for prices to flag
                        .forEach(price -> all.add(new Asked(price, own == null ? currency : own)));
            }
        }
        if (all.stream().allMatch(asked -> isZero(asked.price()))) {
            JsonLd.list(offer.get("offers")).forEach(inner -> all.addAll(asked(inner)));
        }
        all.add(new Asked(null, currency));
        return all;
    }

    /** What stands under {@code price}, else under the bounds. */
    private static List<Cell> prices(JsonNode node, String low, String high) {
        Stream<String> keys = value(node.get("price")) != null ? Stream.of("price") : Stream.of(low, high);
        return keys.map(key -> value(node.get(key))).filter(Objects::nonNull).toList();
    }

    /** Without list prices, prices for a measure, delivery and members' prices, unless there is nothing else. */
    private static List<JsonNode> specified(List<JsonNode> specs) {
        List<JsonNode> asked = specs.stream()
                .filter(spec -> !JsonLd.is(spec, DELIVERY))
                .filter(spec -> !String.valueOf(text(spec.get("priceType"))).matches(OTHER_PRICES))
                .filter(spec -> !spec.has("referenceQuantity") && !spec.has("validForMemberTier"))
                .toList();
        return asked.isEmpty() ? specs.stream().limit(1).toList() : asked;
    }

    private static Cell range(List<Cell> prices) {
        List<Cell> different = new ArrayList<>();
        for (Cell price : prices) {
            if (different.stream().noneMatch(other -> same(other, price))) {
                different.add(price);
            }
        }
        if (different.size() < 2) {
            return different.isEmpty() ? null : different.get(0);
        }
        if (different.stream().allMatch(price -> amount(price) != null)) {
            different.sort(Comparator.comparing(Offers::amount));
        }
        different.sort(Comparator.comparing(Offers::isZero)); // 15-0 is a doubt, and no price of 0
        Cell low = different.get(0);
        Cell high = different.get(different.size() - 1);
        boolean typed = low.number() && high.number();
        return new Cell(typed ? low.text() + "-" + high.text() : inText(low) + "-" + inText(high), typed);
    }

    /** Beside a text a number is one too: {@code 1.2990}, where {@code 1.299} could be read as groups. */
    private static String inText(Cell price) {
        return price.number() && price.text().matches("\\d+\\.\\d{3}") ? price.text() + "0" : price.text();
    }

    private static boolean isZero(Cell price) {
        return price == null || price.text().matches("\\D*0+([.,]0+)?\\D*");
    }

    private static boolean same(Cell a, Cell b) {
        return a.text().equals(b.text())
                || (amount(a) != null && amount(b) != null && amount(a).compareTo(amount(b)) == 0);
    }

    private static BigDecimal amount(Cell price) {
        return price.text().matches("\\d{1,18}(\\.\\d{1,18})?") ? new BigDecimal(price.text()) : null;
    }

    private static Cell value(JsonNode node) {
        Cell cell = Json.cell(node);
        return cell == null || cell.text().isBlank() ? null : cell;
    }

    private static String text(JsonNode node) {
        Cell cell = value(node);
        return cell == null ? null : cell.text();
    }
}
