package dev.shelfcast.server.live;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.SignedIn;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Refusal;
import dev.shelfcast.server.shared.StoreCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/** Lets a page subscribe to what its user may see, and send nothing. */
@Component
class LiveDoor implements ChannelInterceptor {

    private final CurrentUser user;

    LiveDoor(CurrentUser user) {
        this.user = user;
    }

    @Override
    public Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        StompCommand command = frame == null ? null : frame.getCommand();
        if (frame == null || command == null) {
            return message; // a heartbeat
        }
        if (command == StompCommand.SEND) {
            throw new MessageDeliveryException(message, "Nothing can be sent here. Maybe use the HTTP API.");
        }
        if (command == StompCommand.CONNECT || command == StompCommand.STOMP) {
            if (!(frame.getUser() instanceof SignedIn)) {
                throw new MessageDeliveryException(message, "An access token is needed. Sign in.");
            }
        }
        if (command == StompCommand.SUBSCRIBE
                && !allows(user.of(frame.getUser()).scope(), frame.getDestination())) {
            throw new MessageDeliveryException(
                    message,
                    "The user %s may not listen to %s. Maybe listen to the topic of one of their stores."
                            .formatted(user.of(frame.getUser()).name(), frame.getDestination()));
        }
        return message;
    }

    static boolean allows(StoreScope scope, @Nullable String destination) {
        if (Topics.CHAIN.equals(destination)) {
            return scope.all();
        }
        if (destination == null || !destination.startsWith(Topics.CHAIN + "/")) {
            return false;
        }
        String code = URLDecoder.decode(destination.substring(Topics.CHAIN.length() + 1), StandardCharsets.UTF_8);
        try {
            // Encoded as Topics writes it: the broker's matching knows wildcards, which must not reach other stores.
            return destination.equals(Topics.of(StoreCode.of(code))) && scope.includes(StoreCode.of(code));
        } catch (Refusal e) {
            return false;
        }
    }
}
