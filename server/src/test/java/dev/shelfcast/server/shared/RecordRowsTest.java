package dev.shelfcast.server.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecordRowsTest {

    private static JdbcClient jdbc;

    enum Size {
        SMALL,
        LARGE
    }

    public record Code(String value) {
        public static Code of(String value) {
            return new Code(value);
        }
    }

    record Good(
            long id,
            Code code,
            Size size,
            BigDecimal unitCost,
            @Nullable Integer shelfLifeDays,
            LocalDate firstSold,
            Instant changedAt,
            boolean active) {}

    record Count(int number) {}

    private static final String GOOD = """
            select 7 as id, 'MILK' as code, 'LARGE' as size, 1.250 as unit_cost, cast(:days as int) as shelf_life_days,
                   date '2026-11-03' as "firstSold", timestamptz '2026-11-03 12:00+00' as changed_at, true as active,
                   'nobody asks' as more
            """;

    @BeforeAll
    static void open() {
        jdbc = new RecordQueries().jdbcClient(new NamedParameterJdbcTemplate(TestDatabase.fresh()));
    }

    @Test
    void aColumnBelongsToTheComponentOfItsNameWithOrWithoutUnderscores() {
        Good good = jdbc.sql(GOOD).param("days", 14).query(Good.class).single();

        assertThat(good)
                .isEqualTo(new Good(
                        7,
                        new Code("MILK"),
                        Size.LARGE,
                        new BigDecimal("1.250"),
                        14,
                        LocalDate.of(2026, 11, 3),
                        Instant.parse("2026-11-03T12:00:00Z"),
                        true));
    }

    @Test
    void nothingInTheColumnIsNullInTheRecord() {
        assertThat(jdbc.sql(GOOD).param("days", null).query(Good.class).single().shelfLifeDays())
                .isNull();
    }

    @Test
    void eachResultHasItsOwnOrderOfColumns() {
        record Pair(int left, int right) {}

        for (int i = 0; i < 2; i++) {
            assertThat(jdbc.sql("select 1 as left, 2 as right union all select 3, 4 order by 1")
                            .query(Pair.class)
                            .list())
                    .isEqualTo(List.of(new Pair(1, 2), new Pair(3, 4)));
            assertThat(jdbc.sql("select 2 as right, 1 as left")
                            .query(Pair.class)
                            .single())
                    .isEqualTo(new Pair(1, 2));
        }
    }

    @Test
    void aMissingColumnIsNamed() {
        assertThatThrownBy(() -> jdbc.sql("select 1 as id").query(Count.class).list())
                .rootCause()
                .hasMessage("The result has no column number, only [id].");
    }

    @Test
    void simpleTypesAreReadAsBefore() {
        assertThat(jdbc.sql("select 3").query(Long.class).single()).isEqualTo(3);
        assertThat(jdbc.sql("select :word")
                        .param("word", "milk")
                        .query(String.class)
                        .list())
                .containsExactly("milk");
    }

    @Test
    void whatADatabaseRefusesComesAsSpringSaysIt() {
        assertThatThrownBy(() -> jdbc.sql("select nothing").query(Count.class).list())
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }
}
