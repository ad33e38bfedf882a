package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A story in chapters, in which a planner looks at what was sold for months. */
@ServerTest
@Import(Api.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SoldStory {

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    SoldHistory history;
    Api.User planner;

    @BeforeEach
    void signIn() {
        history = new SoldHistory(context);
        planner = api.as("PLANNER");
    }

    /** Runs the job to its end, which has to be a good one, and answers the run. */
    JsonNode job(String name) {
        assertThat(planner.post("/api/v1/jobs/" + name + "/trigger", "{}").status())
                .isEqualTo(202);
        history.awaitJobs();
        JsonNode run =
                planner.get("/api/v1/jobs?name=" + name).json().path("data").get(0);
        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("DONE");
        return run;
    }
}
