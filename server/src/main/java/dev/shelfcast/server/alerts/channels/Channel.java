package dev.shelfcast.server.alerts.channels;

import dev.shelfcast.server.alerts.Alert;
import java.util.List;

/**
 * A way by which alerts reach people; a bean of this type is found and used. Mail is one; SMS, Slack and webhooks fit
 * in here.
 */
public interface Channel {

    /** Stable, in capitals: it is stored with every delivery. */
    String name();

    /** Whom to tell of the alert; nobody where the channel is not set up or the alert does not matter enough. */
    List<String> recipients(Alert alert);

    /** Tells of all these at once, the most severe first; an exception means that none of it arrived. */
    void deliver(String recipient, List<Alert> alerts) throws Exception;
}
