package dev.shelfcast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class MaskedLogsTest {

    private static final String[] SECRET_LINES = {
        "login with password=hunter2secret done",
        "body {\"password\": \"hunter2secret\", \"a\": 1}",
        "Authorization: Bearer hunter2secret",
        "cookie shelfcast_access=hunter2secret; x",
        "token eyJhbGciOiJIUzI1NiJ9.hunter2secret.c2lnbmF0dXJl was given"
    };

    @Test
    void jsonLogsHoldNoSecret() {
        for (String line : SECRET_LINES) {
            assertThat(MaskedLogs.masked(line)).as(line).contains("***").doesNotContain("hunter2secret");
        }
        assertThat(MaskedLogs.masked("the run 7 of forecast: DONE in 12 ms"))
                .isEqualTo("the run 7 of forecast: DONE in 12 ms");
    }

    @Test
    void plainLogsHoldNoSecret(CapturedOutput output) {
        for (String line : SECRET_LINES) {
            LoggerFactory.getLogger("trial").info(line);
        }
        LoggerFactory.getLogger("trial").warn("failed", new IllegalStateException("password=hunter2secret"));

        assertThat(output.getAll())
                .contains("***")
                .contains("IllegalStateException")
                .doesNotContain("hunter2secret");
    }
}
