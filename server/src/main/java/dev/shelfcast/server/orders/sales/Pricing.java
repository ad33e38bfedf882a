package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What the lines of an order cost. Each line is rounded once, half up, and totals are sums of lines. */
final class Pricing {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A line's quantity, price of one, discount of all of it, and tax in percent. */
    record Asked(BigDecimal quantity, BigDecimal unitPrice, BigDecimal discount, BigDecimal taxRate) {}

    /** The share of the order's discount, the amount after both discounts, the tax in or on it, and what is paid. */
    record Priced(BigDecimal share, BigDecimal amount, BigDecimal tax, BigDecimal total) {}

    private final int cents;
    private final boolean taxIncluded;

    /** Amounts with so many decimals; prices with the tax in them or without. */
    Pricing(int cents, boolean taxIncluded) {
        this.cents = cents;
        this.taxIncluded = taxIncluded;
    }

    /** Spreads the order's discount over the lines by their amounts, so that its shares add up to it exactly. */
    List<Priced> price(List<Asked> lines, BigDecimal orderDiscount) {
        List<BigDecimal> nets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            nets.add(net(i + 1, lines.get(i)));
        }
        BigDecimal sum = nets.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (orderDiscount.compareTo(sum) > 0) {
            throw new Conflict(
                    "DISCOUNT_ABOVE_AMOUNT",
                    "The discount of %s is more than the order's %s.".formatted(shown(orderDiscount), shown(sum)));
        }
        List<Priced> priced = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (int i = 0; i < lines.size(); i++) {
            BigDecimal share = part(orderDiscount, new Portion(before, nets.get(i), sum));
            before = before.add(nets.get(i));
            priced.add(taxed(share, nets.get(i).subtract(share), lines.get(i).taxRate()));
        }
        return priced;
    }

    private BigDecimal net(int line, Asked asked) {
        BigDecimal gross = rounded(asked.quantity().multiply(asked.unitPrice()));
        BigDecimal net = gross.subtract(rounded(asked.discount()));
        if (asked.discount().signum() < 0 || net.signum() < 0) {
            throw new Invalid(
                    "DISCOUNT_INVALID",
                    "Line %d has a discount of %s on %s; it is 0 to the line's amount."
                            .formatted(line, shown(asked.discount()), shown(gross)));
        }
        return net;
    }

    private Priced taxed(BigDecimal share, BigDecimal amount, BigDecimal rate) {
        if (taxIncluded) {
            BigDecimal tax = amount.multiply(rate).divide(HUNDRED.add(rate), cents, RoundingMode.HALF_UP);
            return new Priced(share, amount, tax, amount);
        }
        BigDecimal tax = rounded(amount.multiply(rate).divide(HUNDRED));
        return new Priced(share, amount, tax, amount.add(tax));
    }

    /** A piece of a whole after the pieces before it: 3 of 12 after 5. */
    record Portion(BigDecimal before, BigDecimal now, BigDecimal whole) {}

    /** The money that belongs to a portion. Portions of a whole add up to its money, however each is rounded. */
    BigDecimal part(BigDecimal money, Portion portion) {
        if (portion.whole().signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal after = portion.before().add(portion.now());
        return upTo(money, after, portion.whole()).subtract(upTo(money, portion.before(), portion.whole()));
    }

    private BigDecimal upTo(BigDecimal money, BigDecimal part, BigDecimal whole) {
        return money.multiply(part).divide(whole, cents, RoundingMode.HALF_UP);
    }

    BigDecimal rounded(BigDecimal money) {
        return money.setScale(cents, RoundingMode.HALF_UP);
    }

    private static String shown(BigDecimal money) {
        return Decimals.plain(money).toPlainString();
    }
}
