package dev.shelfcast.server.identity;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The currency that pages write before amounts: as configured, else the data's own, else the machine's. */
@Component
class MoneySign {

    private final @Nullable Currency configured;
    private final ObjectProvider<ChainCurrency> chain;

    /** @throws IllegalArgumentException where the setting is no ISO 4217 code; better at the start than in a page */
    MoneySign(@Value("${shelfcast.currency:}") String configured, ObjectProvider<ChainCurrency> chain) {
        this.configured = configured.isBlank() ? null : Currency.getInstance(configured.strip());
        this.chain = chain;
    }

    @Nullable
    String currency() {
        Optional<Currency> currency = Optional.ofNullable(configured)
                .or(() -> chain.stream().flatMap(known -> known.find().stream()).findFirst())
                .or(MoneySign::ofTheMachine);
        return currency.map(Currency::getCurrencyCode).orElse(null);
    }

    /** A machine whose language names no country has none, and no sign is better than a wrong one. */
    private static Optional<Currency> ofTheMachine() {
        Locale locale = Locale.getDefault(Locale.Category.FORMAT);
        return locale.getCountry().isEmpty() ? Optional.empty() : Optional.ofNullable(Currency.getInstance(locale));
    }
}
