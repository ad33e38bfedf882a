package dev.shelfcast.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The users as stored. */
@Component
class Accounts {

    private static final String SELECT = """
            select username, display_name, email, role, password_hash, disabled, generation, created_at, changed_at,
                   array(select store_code
                           from identity.user_store s
                          where s.username = u.username
                          order by store_code) as stores
              from identity.user_account u
            """;

    private final JdbcClient jdbc;

    /** Every request asks; another instance learns of a changed role or a disabled user within these seconds. */
    private final Cache<String, Optional<Account>> recent = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(5))
            .maximumSize(10_000)
            .build();

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    boolean none() {
        return jdbc.sql("select not exists (select from identity.user_account)")
                .query(Boolean.class)
                .single();
    }

    Optional<Account> find(String username) {
        return jdbc.sql(SELECT + " where username = :username")
                .param("username", normal(username))
                .query(Accounts::account)
                .optional();
    }

    Optional<Account> findRecent(String username) {
        Optional<Account> known = recent.getIfPresent(username);
        if (known == null) {
            known = find(username);
            recent.put(username, known);
        }
        return known;
    }

    Listing<Account> list(Paging paging) {
        long total = jdbc.sql("select count(*) from identity.user_account")
                .query(Long.class)
                .single();
        List<Account> page = jdbc.sql(SELECT + " order by username limit :limit offset :offset")
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(Accounts::account)
                .list();
        return Listing.of(page, total, paging);
    }

    boolean insert(String username, String displayName, @Nullable String email, Role role, String passwordHash) {
        return jdbc.sql("""
                                insert into identity.user_account (username, display_name, email, role, password_hash)
                                values (:username, :name, :email, :role, :hash)
                                on conflict (username) do nothing
                                """)
                        .param("username", username)
                        .param("name", displayName)
                        .param("email", email)
                        .param("role", role.name())
                        .param("hash", passwordHash)
                        .update()
                == 1;
    }

    /** Makes every token given out so far worthless when asked to; the caller holds the row's lock. */
    void update(Account account, boolean endSessions) {
        jdbc.sql("""
                        update identity.user_account
                           set display_name = :name, email = :email, role = :role, password_hash = :hash,
                               disabled = :disabled,
                               generation = generation + :more, changed_at = now()
                         where username = :username
                        """)
                .param("name", account.displayName())
                .param("email", account.email())
                .param("role", account.role().name())
                .param("hash", account.passwordHash())
                .param("disabled", account.disabled())
                .param("more", endSessions ? 1 : 0)
                .param("username", account.username())
                .update();
        forgetAfterCommit(account.username());
    }

    void replaceStores(String username, List<String> stores) {
        jdbc.sql("delete from identity.user_store where username = :username")
                .param("username", username)
                .update();
        jdbc.sql("""
                        insert into identity.user_store (username, store_code)
                        select :username, code from unnest(cast(:codes as text[])) as code
                        on conflict do nothing
                        """)
                .param("username", username)
                .param("codes", stores.toArray(String[]::new))
                .update();
        forgetAfterCommit(username);
    }

    /** Serialises changes of users, so that two administrators cannot remove each other at once. */
    int lockAdministrators() {
        return jdbc.sql("""
                        select username
                          from identity.user_account
                         where role = 'ADMIN' and not disabled
                         order by username
                           for update
                        """).query(String.class).list().size();
    }

    void lock(String username) {
        jdbc.sql("select username from identity.user_account where username = :username for update")
                .param("username", username)
                .query(String.class)
                .optional();
    }

    /** A context that starts again may have another database before it. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        recent.invalidateAll();
    }

    private void forgetAfterCommit(String username) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            recent.invalidate(username);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                recent.invalidate(username);
            }
        });
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        Array stores = row.getArray("stores");
        return new Account(
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                row.getString("password_hash"),
                row.getBoolean("disabled"),
                row.getInt("generation"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                List.of((String[]) stores.getArray()));
    }
}
