package dev.atelier.collect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
        if (value(offer.get("price")) != null) {
            all.add(new Asked(value(offer.get("price")), currency));
        } else if (value(offer.get("lowPrice")) != null || value(offer.get("highPrice")) != null) {
            all.add(new Asked(value(offer.get("lowPrice")), currency));
            all.add(new Asked(value(offer.get("highPrice")), currency));
        } else if (offer.has("priceSpecification")) {
            specified(JsonLd.list(offer.get("priceSpecification"))).forEach(spec -> {
                String own = text(spec.get("priceCurrency"));
                for (String key :
                        value(spec.get("price")) != null ? List.of("price") : List.of("minPrice", "maxPrice")) {
                    all.add(new Asked(value(spec.get(key)), own == null ? currency : own));
                }
            });
        } else {
            JsonLd.list(offer.get("offers")).forEach(inner -> all.addAll(asked(inner)));
        }
        all.add(new Asked(null, currency));
        return all;
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
        return Cell.text(different.get(0).text() + "-"
                + different.get(different.size() - 1).text());
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
