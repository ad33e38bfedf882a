package dev.shelfcast.server.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@code SHELFCAST_ADMIN_PASSWORD}: the first password of the user admin; a random one is made without it. */
@ConfigurationProperties("shelfcast.admin")
record AdminSettings(@Nullable String password) {}
