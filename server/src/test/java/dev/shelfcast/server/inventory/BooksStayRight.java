package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Stock moves through the API, and after every test the ledger's sums are its balances. */
@ServerTest
@Import(Api.class)
public abstract class BooksStayRight {

    @Autowired
    protected Api api;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected LedgerCheck check;

    protected Api.User planner;

    @BeforeEach
    void aPlanner() {
        planner = api.as("PLANNER");
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(check.differences()).isEmpty();
    }

    /** Asks as the planner for what is granted with this status. */
    protected JsonNode done(int status, String path, String body) {
        Api.Answer answer = planner.post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json();
    }
}
