package dev.shelfcast.server.identity;

import java.util.Currency;
import java.util.Optional;

/** Says which currency the chain's amounts are in, for a module that knows. */
public interface ChainCurrency {

    Optional<Currency> find();
}
