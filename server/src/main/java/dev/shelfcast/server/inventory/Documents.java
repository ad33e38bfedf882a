package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.NotFound;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Documents of one kind, such as T-17: each step is taken once per idempotency key and answers what came of it. */
public final class Documents<T> {

    private final RetriedTransaction transaction;
    private final String prefix;
    private final Function<String, NotFound> unknown;
    private final Class<T> form;
    private final LongFunction<T> look;

    /**
     * @param prefix what stands before the number
     * @param unknown what is said of one that there is not
     * @param form what a document looks like
     * @param look how to look one up
     */
    public Documents(
            RetriedTransaction transaction,
            String prefix,
            Function<String, NotFound> unknown,
            Class<T> form,
            LongFunction<T> look) {
        this.transaction = transaction;
        this.prefix = prefix;
        this.unknown = unknown;
        this.form = form;
        this.look = look;
    }

    public T get(String id) {
        return look.apply(number(id));
    }

    /** Writes a new one down; {@code action} answers its number. */
    public T create(@Nullable String key, Object request, LongSupplier action) {
        return transaction.once(key, request, form, () -> look.apply(action.getAsLong()));
    }

    /** Takes a step of one. */
    public T change(String id, @Nullable String key, Object request, LongConsumer action) {
        long number = number(id);
        return transaction.once(key, request, form, () -> {
            action.accept(number);
            return look.apply(number);
        });
    }

    public long number(String id) {
        return number(id, prefix, unknown);
    }

    /** The number in an id, with its prefix or without. */
    public static long number(String id, String prefix, Function<String, NotFound> unknown) {
        try {
            return Long.parseLong(id.startsWith(prefix) ? id.substring(prefix.length()) : id);
        } catch (NumberFormatException notAnId) {
            throw unknown.apply(id);
        }
    }
}
