package dev.shelfcast.server.identity;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the user admin when there are no users yet, before the first request can come in. */
@Component
public class FirstAdministrator implements SmartInitializingSingleton {

    /** The name of the first user. */
    public static final String USERNAME = "admin";

    /** Without the letters and digits that look alike: the password is typed off a screen. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private final Accounts accounts;
    private final Passwords passwords;
    private final AuditLog audit;
    private final AdminSettings settings;
    private final AtomicReference<@Nullable String> generated = new AtomicReference<>();

    FirstAdministrator(Accounts accounts, Passwords passwords, AuditLog audit, AdminSettings settings) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.settings = settings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        create();
    }

    /** Also for a context that starts again, since it may have another database before it. */
    @EventListener(ContextRestartedEvent.class)
    void create() {
        if (!accounts.none()) {
            return;
        }
        String given = settings.password();
        String password = given == null || given.isBlank() ? random() : given;
        if (!accounts.insert(USERNAME, "Administrator", null, Role.ADMIN, passwords.hash(password))) {
            return;
        }
        audit.record("USER_CREATED", "USER", USERNAME, null, null);
        if (given == null || given.isBlank()) {
            generated.set(password);
        }
    }

    /** The password, if it was just made up; given out once and then forgotten. */
    public Optional<String> takeGeneratedPassword() {
        return Optional.ofNullable(generated.getAndSet(null));
    }

    /** 20 of 32 characters: 100 bits. */
    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
