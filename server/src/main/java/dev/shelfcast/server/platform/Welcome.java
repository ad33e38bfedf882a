package dev.shelfcast.server.platform;

import dev.shelfcast.server.identity.FirstAdministrator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the console where to go and how to sign in. */
@Component
class Welcome {

    private final FirstAdministrator firstAdministrator;
    private final Environment environment;
    private volatile int port;

    Welcome(FirstAdministrator firstAdministrator, Environment environment) {
        this.firstAdministrator = firstAdministrator;
        this.environment = environment;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** Past the log on purpose: a log is kept and collected, and the first password must not be. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() throws IOException {
        String scheme = environment.getProperty("server.ssl.enabled", Boolean.class, false) ? "https" : "http";
        StringBuilder text = new StringBuilder("\n  Shelfcast is ready:  %s://localhost:%d/\n".formatted(scheme, port));
        Optional<String> password = firstAdministrator.takeGeneratedPassword();
        password.ifPresent(fresh -> text.append("  Sign in as admin with the password  ")
                .append(fresh)
                .append("\n  It is shown this once. Change it under Settings.\n"));
        if (password.isEmpty()) {
            text.append("  Sign in as admin, or as the user that you were given.\n");
        }
        text.append("  API: /api/docs/   Stop: Ctrl+C\n\n");
        OutputStream console = new FileOutputStream(FileDescriptor.out);
        console.write(text.toString().getBytes(Charset.defaultCharset()));
        console.flush();
    }
}
