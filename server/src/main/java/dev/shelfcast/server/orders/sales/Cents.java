package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.identity.ChainCurrency;
import java.util.Currency;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How many decimals an amount to be paid has: the currency's, two where none is known. */
@Component
class Cents {

    private static final int USUAL = 2;

    private final String configured;
    private final ObjectProvider<ChainCurrency> chain;

    Cents(@Value("${shelfcast.currency:}") String configured, ObjectProvider<ChainCurrency> chain) {
        this.configured = configured.strip();
        this.chain = chain;
    }

    int decimals() {
        Optional<Currency> currency = configured.isEmpty()
                ? chain.stream().flatMap(known -> known.find().stream()).findFirst()
                : Optional.of(Currency.getInstance(configured));
        return currency.map(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .orElse(USUAL);
    }

    Pricing pricing(boolean taxIncluded) {
        return new Pricing(decimals(), taxIncluded);
    }
}
