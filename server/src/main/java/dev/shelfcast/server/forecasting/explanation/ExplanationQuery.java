package dev.shelfcast.server.forecasting.explanation;

import dev.shelfcast.server.forecasting.explanation.Explanation.Raw;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the parts that were kept with a forecast, and the overrides on top. */
@Component
class ExplanationQuery {

    /** Parts are kept in single precision: what is below is noise. */
    private static final double NOISE = 1e-6;

    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;
    private static final int WEEK = 7;

    private final JdbcClient jdbc;

    ExplanationQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Explanation> find(StoreCode store, Sku sku) {
        return jdbc.sql("""
                        select f.store_id, f.product_id, p.name, v.as_of, v.model, v.mean, v.levels, v.sum_quantiles,
                               f.mean as statistical, f.part_names, f.parts, f.accuracy ->> 'demand_class' as kind,
                               case when f.model = 'Analogy' then f.accuracy -> 'reasons' ->> 0 end as analogy
                          from forecasting.forecast f
                          join forecasting.v_forecast v on v.store_id = f.store_id and v.product_id = f.product_id
                               and v.as_of = f.as_of
                          join stores.v_store s on s.id = f.store_id
                          join catalog.v_product p on p.id = f.product_id
                         where s.code = :store and p.sku = :sku
                        """)
                .param("store", store.value())
                .param("sku", sku.value())
                .query((row, n) -> explanation(row, store, sku))
                .optional();
    }

    private Explanation explanation(ResultSet row, StoreCode store, Sku sku) throws SQLException {
        LocalDate asOf = row.getObject("as_of", LocalDate.class);
        double[] mean = doubles(row, "mean");
        List<Raw> parts = parts(row, mean);
        Wording.Facts facts = new Wording.Facts(
                asOf,
                row.getString("kind"),
                row.getString("analogy"),
                parts,
                overrides(row.getLong("store_id"), row.getLong("product_id")),
                week(doubles(row, "levels"), doubles(row, "sum_quantiles"), mean.length));
        List<BigDecimal> rounded = Arrays.stream(mean)
                .mapToObj(units -> BigDecimal.valueOf(units).setScale(2, RoundingMode.HALF_UP))
                .toList();
        return new Explanation(
                store,
                sku,
                row.getString("name"),
                asOf,
                row.getString("model"),
                Wording.sentences(facts),
                IntStream.rangeClosed(1, mean.length).mapToObj(asOf::plusDays).toList(),
                rounded,
                Explanation.rounded(parts, rounded));
    }

    /** The parts of the statistical forecast, and what overrides made of it. */
    private static List<Raw> parts(ResultSet row, double[] mean) throws SQLException {
        double[] statistical = doubles(row, "statistical");
        List<Raw> parts = new ArrayList<>();
        if (row.getArray("part_names") != null) {
            String[] names = (String[]) row.getArray("part_names").getArray();
            Float[] units = (Float[]) row.getArray("parts").getArray();
            for (int i = 0; i < names.length; i++) {
                int start = i * statistical.length;
                parts.add(new Raw(
                        names[i],
                        IntStream.range(start, start + statistical.length)
                                .mapToDouble(at -> units[at])
                                .toArray()));
            }
        }
        if (!addUp(parts, statistical)) {
            // Made before parts were kept, or put in force without them: what is known is the whole.
            parts = new ArrayList<>(List.of(new Raw("level", statistical)));
        }
        double[] override = new double[mean.length];
        Arrays.setAll(override, h -> mean[h] - statistical[h]);
        if (Arrays.stream(override).anyMatch(units -> Math.abs(units) > NOISE)) {
            parts.add(new Raw("override", override));
        }
        return parts;
    }

    private static boolean addUp(List<Raw> parts, double[] mean) {
        return IntStream.range(0, mean.length).allMatch(h -> {
            double sum = parts.stream().mapToDouble(part -> part.units()[h]).sum();
            return Math.abs(sum - mean[h]) <= 0.001 * Math.max(1, Math.abs(mean[h]));
        });
    }

    private List<Wording.Said> overrides(long storeId, long productId) {
        return jdbc.sql("""
                        select o.created_by as planner, o.kind, o.value, o.reason,
                               o.kind <> 'PERCENT' and (o.store_id is null or o.category is not null) as shared,
                               o.from_day as "from", o.to_day as "to"
                          from forecasting.adjusted a
                          join forecasting.planner_override o on o.id = any(a.overrides)
                         where a.store_id = :store and a.product_id = :product
                         order by o.from_day, o.id
                        """)
                .param("store", storeId)
                .param("product", productId)
                .query(Wording.Said.class)
                .list();
    }

    private static double @Nullable [] week(double[] levels, double[] sums, int horizon) {
        int low = Arrays.binarySearch(levels, LOW);
        int high = Arrays.binarySearch(levels, HIGH);
        if (low < 0 || high < 0 || horizon < WEEK) {
            return null;
        }
        int start = (WEEK - 1) * levels.length;
        return new double[] {sums[start + low], sums[start + high]};
    }

    private static double[] doubles(ResultSet row, String column) throws SQLException {
        return Stream.of((Double[]) row.getArray(column).getArray())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
