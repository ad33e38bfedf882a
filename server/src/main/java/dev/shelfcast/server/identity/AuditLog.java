package dev.shelfcast.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Who did what and when; append-only, written in the transaction of what it records. */
@Component
public class AuditLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final CurrentUser user;

    AuditLog(JdbcClient jdbc, JsonMapper json, CurrentUser user) {
        this.jdbc = jdbc;
        this.json = json;
        this.user = user;
    }

    /** Records the action for the current user; {@code before} and {@code after} are kept as JSON. */
    @Transactional
    public void record(
            String action, String subjectType, String subjectId, @Nullable Object before, @Nullable Object after) {
        write(user.name(), new Deed(action, subjectType, subjectId), before, after);
    }

    /** For deeds of somebody who is not signed in yet. */
    @Transactional
    void recordAs(String actor, Deed deed) {
        write(actor, deed, null, null);
    }

    record Deed(String action, String subjectType, String subjectId) {}

    private void write(String actor, Deed deed, @Nullable Object before, @Nullable Object after) {
        jdbc.sql("""
                        insert into identity.audit_entry
                               (actor, correlation_id, remote_address, action, subject_type, subject_id, before, after)
                        values (:actor, :correlation, :address, :action, :type, :subject,
                                cast(:before as jsonb), cast(:after as jsonb))
                        """)
                .param("actor", actor)
                .param("correlation", MDC.get("correlation_id"))
                .param("address", remoteAddress())
                .param("action", deed.action())
                .param("type", deed.subjectType())
                .param("subject", deed.subjectId())
                .param("before", before == null ? null : json.writeValueAsString(before))
                .param("after", after == null ? null : json.writeValueAsString(after))
                .update();
    }

    private static @Nullable String remoteAddress() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            HttpServletRequest request = attributes.getRequest();
            return request.getRemoteAddr();
        }
        return null;
    }
}
