package dev.shelfcast.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shelfcast.server.shared.Busy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Slows down the guessing of passwords: wrong ones are counted per address, and per user from one address. */
@Component
class SignInLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final TokenSettings settings;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .maximumSize(100_000)
            .build();

    SignInLimits(TokenSettings settings) {
        this.settings = settings;
    }

    /** Taken before the password is looked at and given back when it was right, so that parallel tries count too. */
    Attempt begin(String username, String address) {
        Bucket ofAddress = bucket("address " + address, settings.wrongPasswordsPerAddress());
        Bucket ofUser = bucket("user " + username + " from " + address, settings.wrongPasswordsPerUser());
        take(ofAddress);
        take(ofUser);
        return () -> {
            ofAddress.addTokens(1);
            ofUser.addTokens(1);
        };
    }

    /** One try at a password. */
    interface Attempt {
        void succeeded();
    }

    private Bucket bucket(String key, int perMinute) {
        return buckets.get(
                key,
                any -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillIntervally(perMinute, WINDOW))
                        .build());
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1);
            throw new Busy(
                    "TOO_MANY_SIGN_INS",
                    "Too many wrong passwords from here. Try again in %d s.".formatted(wait.toSeconds()),
                    wait);
        }
    }
}
