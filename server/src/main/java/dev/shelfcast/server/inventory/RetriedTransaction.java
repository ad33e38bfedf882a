package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.RepeatedRequests;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work that moves stock in one transaction, and again when the database chose it as the victim of a deadlock.
 * The ledger's fixed order of locks leaves only rare ones: two postings in one transaction, or the first movement of
 * a product in a store by several tills at once.
 */
@Component
public class RetriedTransaction {

    private static final Logger log = LoggerFactory.getLogger(RetriedTransaction.class);
    private static final int ATTEMPTS = 8;

    private final TransactionTemplate transactions;
    private final RepeatedRequests repeated;

    RetriedTransaction(PlatformTransactionManager transactions, RepeatedRequests repeated) {
        this.transactions = new TransactionTemplate(transactions);
        this.repeated = repeated;
    }

    /** The same once per idempotency key: a request that comes again is answered as the first time. */
    public <T> T once(@Nullable String key, Object request, Class<T> answer, Supplier<T> work) {
        return run(() -> repeated.once(key, request, answer, work));
    }

    /** Within a transaction of the caller the work joins it, and only the caller can repeat it. */
    public <T> T run(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transactions.execute(status -> work.get()));
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == ATTEMPTS) {
                    throw deadlock;
                }
                log.debug("deadlock at attempt {}, tried again", attempt, deadlock);
            }
        }
    }
}
