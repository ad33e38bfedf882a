package dev.shelfcast.server.live;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/**
 * STOMP over WebSocket at {@code /api/v1/live}. The security chain has checked the token or the cookie of the
 * handshake;
 * pages of other sites are refused by their origin.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class LiveSetup implements WebSocketMessageBrokerConfigurer {

    private static final long HEARTBEAT_MILLISECONDS = 10_000;
    private static final int LARGEST_FRAME_FROM_CLIENT_BYTES = 8 * 1024;
    /** A page that reads no more is dropped before its backlog costs memory; it asks again when it comes back. */
    private static final int LARGEST_BACKLOG_BYTES = 512 * 1024;

    private static final int SEND_TIME_MILLISECONDS = 10_000;

    private final LiveDoor door;
    private final List<String> allowedOrigins;

    LiveSetup(LiveDoor door, @Value("${shelfcast.web.allowed-origins:}") List<String> allowedOrigins) {
        this.door = door;
        this.allowedOrigins = allowedOrigins;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry endpoints) {
        endpoints.addEndpoint("/api/v1/live").setAllowedOrigins(allowedOrigins.toArray(String[]::new));
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry broker) {
        ThreadPoolTaskScheduler hearts = new ThreadPoolTaskScheduler();
        hearts.setThreadNamePrefix("live-heartbeat-");
        hearts.setDaemon(true);
        hearts.initialize();
        broker.enableSimpleBroker("/topic")
                .setHeartbeatValue(new long[] {HEARTBEAT_MILLISECONDS, HEARTBEAT_MILLISECONDS})
                .setTaskScheduler(hearts);
        broker.setPreservePublishOrder(true);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        transport
                .setMessageSizeLimit(LARGEST_FRAME_FROM_CLIENT_BYTES)
                .setSendBufferSizeLimit(LARGEST_BACKLOG_BYTES)
                .setSendTimeLimit(SEND_TIME_MILLISECONDS);
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration fromClients) {
        fromClients.interceptors(door);
    }
}
