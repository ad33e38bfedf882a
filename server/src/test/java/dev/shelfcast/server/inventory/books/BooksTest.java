package dev.shelfcast.server.inventory.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.BooksStayRight;
import dev.shelfcast.server.testing.Api;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BooksTest extends BooksStayRight {

    private static final String BOOKS = "/api/v1/inventory/books";
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private static int stores;
    private String store;
    private Api.User admin;
    private final Instant now = Instant.now();
    private final LocalDate today = now.minus(Duration.ofHours(1)).atZone(INDIA).toLocalDate();

    @BeforeEach
    void twoStores() {
        store = "BKS" + ++stores;
        jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, 'A shop', 'Asia/Kolkata'), "
                        + "(:code || 'B', 'Another', 'Asia/Kolkata')")
                .param("code", store)
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) values ('MILK', 'Milk 1L', 20, 30) "
                        + "on conflict do nothing")
                .update();
        admin = api.as("ADMIN");
    }

    @AfterEach
    void openAgain() {
        admin.put(BOOKS, "{\"reason\":\"the test is over\"}");
    }

    private Api.Answer close(String of, LocalDate until, String reason) {
        return admin.put(
                BOOKS,
                "{%s\"closed_until\":%s,\"reason\":%s}"
                        .formatted(
                                of == null ? "" : "\"store\":\"" + of + "\",",
                                until == null ? "null" : "\"" + until + "\"",
                                reason == null ? "null" : "\"" + reason + "\""));
    }

    private Api.Answer receive(Api.User user, String of, Instant at) {
        return user.post("/api/v1/inventory/transactions", """
                {"kind":"RECEIPT","store":"%s","sku":"MILK","quantity":5,"occurred_at":"%s"}
                """.formatted(of, at));
    }

    private static String refusal(Api.Answer answer) {
        return answer.json().has("code")
                ? answer.json().path("code").asString()
                : answer.json().at("/data/0/code").asString("");
    }

    private BigDecimal onHand(String of, String more) {
        return admin.get("/api/v1/inventory/levels?store=%s&sku=MILK%s".formatted(of, more))
                .json()
                .at("/data/0/on_hand")
                .decimalValue();
    }

    @Test
    void everyRoleGoesBackAsFarAsItsWindowAndNobodyIntoTheFuture() {
        Api.User manager = api.as("STORE_MANAGER", store);
        assertThat(receive(manager, store, now.minus(Duration.ofDays(6))).status())
                .isEqualTo(201);
        Api.Answer tooFar = receive(manager, store, now.minus(Duration.ofDays(8)));
        assertThat(refusal(tooFar)).isEqualTo("BACK_DATED_TOO_FAR");
        assertThat(tooFar.json().at("/data/0/detail").asString()).contains("STORE_MANAGER", "last 7 days");
        assertThat(receive(planner, store, now.minus(Duration.ofDays(30))).status())
                .isEqualTo(201);
        assertThat(refusal(receive(planner, store, now.minus(Duration.ofDays(32)))))
                .isEqualTo("BACK_DATED_TOO_FAR");
        assertThat(receive(admin, store, now.minus(Duration.ofDays(365))).status())
                .isEqualTo(201);
        assertThat(refusal(receive(admin, store, now.minus(Duration.ofDays(367)))))
                .isEqualTo("BACK_DATED_TOO_FAR");
        assertThat(receive(manager, store, now.plus(Duration.ofMinutes(3))).status())
                .isEqualTo(201);
        Api.Answer future = receive(admin, store, now.plus(Duration.ofMinutes(10)));
        assertThat(refusal(future)).isEqualTo("TIME_IN_FUTURE");
        assertThat(onHand(store, "")).isEqualByComparingTo("20");
    }

    @Test
    void anAdministratorWidensTheWindows() {
        Api.Answer set = admin.put(
                BOOKS + "/windows", "{\"store_manager_days\":10,\"planner_days\":31,\"administrator_days\":366}");
        assertThat(set.json().at("/windows/store_manager_days").asInt()).isEqualTo(10);
        assertThat(receive(api.as("STORE_MANAGER", store), store, now.minus(Duration.ofDays(8)))
                        .status())
                .isEqualTo(201);
        assertThat(admin.put(BOOKS + "/windows", "{\"store_manager_days\":-1,\"planner_days\":3}")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("WINDOW_INVALID");
        admin.put(BOOKS + "/windows", "{\"store_manager_days\":7,\"planner_days\":31,\"administrator_days\":366}");
    }

    @Test
    void nothingMovesInAClosedPeriodOfTheChainOrOfTheStore() {
        assertThat(close(store, today.minusDays(3), null).status()).isEqualTo(200);
        Instant closed = today.minusDays(2).atStartOfDay(INDIA).toInstant().minusSeconds(1);
        Api.Answer refused = receive(admin, store, closed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refusal(refused)).isEqualTo("BOOKS_CLOSED");
        assertThat(refused.json().at("/data/0/detail").asString())
                .contains("books of " + store, "closed until " + today.minusDays(3));
        assertThat(receive(admin, store, closed.plusSeconds(1)).status())
                .as("the first second of the open period")
                .isEqualTo(201);
        assertThat(receive(admin, store + "B", closed).status()).isEqualTo(201);

        assertThat(close(null, today.minusDays(2), null).status()).isEqualTo(200);
        assertThat(refusal(receive(admin, store + "B", closed))).isEqualTo("BOOKS_CLOSED");
        assertThat(refusal(receive(admin, store, closed.plusSeconds(1)))).isEqualTo("BOOKS_CLOSED");
        assertThat(receive(admin, store, now).status()).isEqualTo(201);
    }

    @Test
    void booksAreOpenedAgainOnlyWithAReasonWhichIsKept() {
        close(store, today.minusDays(3), null);
        Api.Answer refused = close(store, today.minusDays(5), null);
        assertThat(refusal(refused)).isEqualTo("REASON_INVALID");
        assertThat(close(store, today.minusDays(5), "a late invoice").status()).isEqualTo(200);
        assertThat(receive(admin, store, now.minus(Duration.ofDays(4))).status())
                .isEqualTo(201);
        assertThat(close(store, null, "all of it").json().path("closed").size()).isEqualTo(1);
        assertThat(jdbc.sql("select action || ' ' || (after ->> 'reason') from identity.audit_entry "
                                + "where subject_id = :store and action = 'books.open' order by id")
                        .param("store", store)
                        .query(String.class)
                        .list())
                .containsExactly("books.open a late invoice", "books.open all of it");
        assertThat(refusal(close(store, today, null))).as("today is not over").isEqualTo("DAY_NOT_OVER");
        assertThat(api.as("PLANNER").put(BOOKS, "{}").status()).isEqualTo(403);
    }

    @Test
    void aTillsLateSaleCountsFromTheFirstOpenMomentAndAnOfficesIsRefused() {
        receive(admin, store, now.minus(Duration.ofDays(9)));
        close(store, today.minusDays(3), null);
        Instant sold = now.minus(Duration.ofDays(6));
        String sale = "{\"type\":\"SALE\",\"store\":\"%s\",\"channel\":\"%s\",\"occurred_at\":\"%s\","
                + "\"lines\":[{\"sku\":\"MILK\",\"quantity\":2}]}";
        Api.Answer till = admin.post("/api/v1/orders", sale.formatted(store, "TILL", sold));
        assertThat(till.status()).as(till.body()).isEqualTo(201);
        Instant open = today.minusDays(2).atStartOfDay(INDIA).toInstant();
        assertThat(onHand(store, "&as_of=" + open.minusSeconds(1))).isEqualByComparingTo("5");
        assertThat(onHand(store, "&as_of=" + open)).isEqualByComparingTo("3");
        assertThat(refusal(admin.post("/api/v1/orders", sale.formatted(store, "ONLINE", sold))))
                .isEqualTo("BOOKS_CLOSED");
    }

    @Test
    void aTransferArrivesAtTheTimeThatIsSaidButNotBeforeItLeft() {
        receive(admin, store, now.minus(Duration.ofDays(5)));
        String id = admin.post(
                        "/api/v1/inventory/transfers",
                        "{\"from\":\"%s\",\"to\":\"%sB\",\"lines\":[{\"sku\":\"MILK\",\"quantity\":4}]}"
                                .formatted(store, store))
                .json()
                .at("/head/id")
                .asString();
        String address = "/api/v1/inventory/transfers/" + id;
        admin.post(address + "/approve", "");
        Instant left = now.minus(Duration.ofDays(3));
        Api.Answer shipped = admin.post(address + "/ship", "{\"occurred_at\":\"%s\"}".formatted(left));
        assertThat(shipped.status()).as(shipped.body()).isEqualTo(200);
        assertThat(refusal(
                        admin.post(address + "/receive", "{\"occurred_at\":\"%s\"}".formatted(left.minusSeconds(60)))))
                .isEqualTo("ARRIVAL_BEFORE_SHIPPING");
        Instant came = now.minus(Duration.ofDays(1));
        assertThat(admin.post(address + "/receive", "{\"occurred_at\":\"%s\"}".formatted(came))
                        .status())
                .isEqualTo(200);
        assertThat(onHand(store, "&as_of=" + left.minusSeconds(1))).isEqualByComparingTo("5");
        assertThat(onHand(store, "&as_of=" + left.plusSeconds(1))).isEqualByComparingTo("1");
        assertThat(onHand(store + "B", "&as_of=" + came.minusSeconds(1))).isEqualByComparingTo("0");
        assertThat(onHand(store + "B", "&as_of=" + came.plusSeconds(1))).isEqualByComparingTo("4");
    }

    @Test
    void aCountOfYesterdayIsComparedWithTheBooksOfYesterday() {
        receive(admin, store, now.minus(Duration.ofDays(5)));
        receive(admin, store, now.minus(Duration.ofHours(2)));
        String id = admin.post("/api/v1/inventory/counts", "{\"store\":\"%s\",\"skus\":[\"MILK\"]}".formatted(store))
                .json()
                .path("id")
                .asString();
        String address = "/api/v1/inventory/counts/" + id;
        Instant yesterday = now.minus(Duration.ofDays(1));
        Api.Answer counted = admin.post(
                address + "/entries",
                "{\"counted_at\":\"%s\",\"entries\":[{\"sku\":\"MILK\",\"quantity\":4}]}".formatted(yesterday));
        assertThat(counted.status()).as(counted.body()).isEqualTo(200);
        assertThat(admin.get(address + "/lines").json().at("/data/0/expected").decimalValue())
                .isEqualByComparingTo("5");
        admin.post(address + "/finish", "");
        admin.post(address + "/review", "");
        admin.post(address + "/post", "");
        assertThat(onHand(store, "")).isEqualByComparingTo("9");
        assertThat(onHand(store, "&as_of=" + yesterday.plusSeconds(1))).isEqualByComparingTo("4");
    }
}
