package dev.shelfcast.server.identity;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secret that signs access tokens: made at the first start, kept in the database for all instances. */
@Component
class SigningKey {

    private static final int BYTES = 64;

    private final SecretKey key;

    SigningKey(JdbcClient jdbc) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("insert into identity.signing_key (id, secret) values (1, :secret) on conflict do nothing")
                .param("secret", fresh)
                .update();
        byte[] kept = jdbc.sql("select secret from identity.signing_key where id = 1")
                .query(byte[].class)
                .single();
        this.key = new SecretKeySpec(kept, "HmacSHA256");
    }

    SecretKey key() {
        return key;
    }
}
