package dev.shelfcast.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChainSimulationTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:10:00Z"); // 13:40 in Mumbai

    private static City city;
    private static ChainSimulation chain;
    private static Told told;

    @BeforeAll
    static void liveThrough() {
        city = City.mumbai();
        chain = new ChainSimulation(city, 7, NOW);
        told = new Told();
        chain.run(told);
    }

    @Test
    void theCityIsAsLargeAsPromised() {
        assertThat(city.shops().stream().filter(Shop::sells)).hasSize(24);
        assertThat(city.shops().stream().filter(shop -> shop.kind().equals("WAREHOUSE")))
                .hasSize(1);
        assertThat(city.zones()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(city.items()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(city.items().stream().map(Item::name)).doesNotHaveDuplicates();
        assertThat(told.sales).hasSizeBetween(500_000, 900_000);
        Set<String> served = new HashSet<>();
        told.sales.forEach(sale -> served.add(sale.pincode()));
        assertThat(served).hasSize(city.zones().size());
    }

    @Test
    void theSameSeedAndMomentTellTheSameStory() {
        Told again = new Told();
        new ChainSimulation(city, 7, NOW).run(again);
        assertThat(again.sales).isEqualTo(told.sales);
        Told other = new Told();
        new ChainSimulation(city, 8, NOW).run(other);
        assertThat(other.sales.subList(0, 1000)).isNotEqualTo(told.sales.subList(0, 1000));
    }

    @Test
    void stockIsNeverNegativeAtAnyMoment() {
        Map<String, List<Step>> steps = new HashMap<>();
        for (Shelf shelf : chain.shelves()) {
            List<Step> history = steps.computeIfAbsent(key(shelf), key -> new ArrayList<>());
            shelf.arrivals().forEach(arrival -> history.add(new Step(arrival.at, 0, arrival.quantity)));
            shelf.losses().forEach(loss -> history.add(new Step(loss.at(), 2, -loss.quantity())));
        }
        told.sales.forEach(
                sale -> steps.get(key(sale.shop(), sale.item())).add(new Step(sale.at(), 1, -sale.quantity())));
        steps.forEach((key, history) -> {
            history.sort(Comparator.comparing(Step::at).thenComparing(Step::order));
            int stock = 0;
            for (Step step : history) {
                stock += step.change();
                assertThat(stock).as(key + " at " + step.at()).isNotNegative();
            }
        });
        for (Shelf shelf : chain.shelves()) {
            int sum = steps.get(key(shelf)).stream().mapToInt(Step::change).sum();
            assertThat(shelf.onHand()).isEqualTo(sum);
            assertThat(shelf.arrivals().stream().mapToInt(Shelf.Arrival::left).sum())
                    .isEqualTo(sum);
        }
    }

    private record Step(Instant at, int order, int change) {}

    @Test
    void theWeekCanBeSeen() {
        Map<DayOfWeek, Integer> units = new EnumMap<>(DayOfWeek.class);
        told.sales.stream()
                .filter(sale -> sale.day().isBefore(LocalDate.of(2026, 11, 20)))
                .filter(sale -> sale.item().department().equals("Eggs and Meat"))
                .forEach(sale -> units.merge(sale.day().getDayOfWeek(), sale.quantity(), Integer::sum));
        assertThat(units.get(DayOfWeek.SUNDAY)).isGreaterThan((int) (1.3 * units.get(DayOfWeek.TUESDAY)));
        assertThat(units.get(DayOfWeek.SATURDAY)).isGreaterThan((int) (1.2 * units.get(DayOfWeek.MONDAY)));
    }

    @Test
    void sweetsAreBoughtBeforeDiwali() {
        assertThat(units("Soan Papdi 250g", LocalDate.of(2026, 11, 4), LocalDate.of(2026, 11, 8)))
                .isGreaterThan(2 * units("Soan Papdi 250g", LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)));
    }

    @Test
    void theWorkedCaseIsTrue() {
        Shelf shelf = chain.shelves().stream()
                .filter(each -> Appetite.isCase(
                        city.shops().get(each.shop), city.items().get(each.item)))
                .findFirst()
                .orElseThrow();
        assertThat(shelf.onHand()).isEqualTo(7);
        assertThat(chain.pending()).noneMatch(pending -> Appetite.isCase(pending.shop(), pending.item()));
        Map<LocalDate, Integer> daily = new HashMap<>();
        told.sales.stream()
                .filter(sale -> Appetite.isCase(sale.shop(), sale.item()))
                .forEach(sale -> daily.merge(sale.day(), sale.quantity(), Integer::sum));
        daily.remove(LocalDate.of(2026, 11, 20));
        assertThat(daily).hasSize(ChainSimulation.DAYS - 1);
        assertThat(daily.values().stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isBetween(34.0, 36.0);
        assertThat(shelf.arrivals().get(0).opening).isTrue();
    }

    @Test
    void someShelvesRunEmptyAndSomeGoodsExpire() {
        long empty = chain.shelves().stream()
                .filter(shelf -> city.shops().get(shelf.shop).sells() && shelf.onHand() == 0)
                .count();
        int sold = told.sales.stream().mapToInt(Chronicle.Sale::quantity).sum();
        int wasted = chain.shelves().stream()
                .flatMap(shelf -> shelf.losses().stream())
                .mapToInt(Shelf.Loss::quantity)
                .sum();
        assertThat(empty).isBetween(20L, 700L);
        assertThat(wasted / (double) sold).isBetween(0.01, 0.08);
        LocalDate today = LocalDate.of(2026, 11, 20);
        assertThat(chain.shelves().stream()
                        .flatMap(shelf -> shelf.arrivals().stream())
                        .filter(lot -> lot.left() > 0 && lot.expiry != null && lot.expiry.isBefore(today.plusDays(3))))
                .hasSizeGreaterThan(200);
        assertThat(chain.pending()).hasSizeGreaterThan(50);
    }

    @Test
    void itEndsWellAtAnyTimeOfDay() {
        for (String moment : List.of(
                "2026-11-19T18:45:00Z", "2026-11-20T01:10:00Z", "2026-11-20T03:31:00Z", "2026-11-20T18:25:00Z")) {
            Told short_ = new Told();
            Instant now = Instant.parse(moment);
            ChainSimulation simulation = new ChainSimulation(city, 3, now);
            simulation.run(short_);
            assertThat(simulation.shelves()).allMatch(shelf -> shelf.onHand() >= 0);
            assertThat(simulation.shelves().stream()
                            .filter(shelf -> Appetite.isCase(
                                    city.shops().get(shelf.shop), city.items().get(shelf.item)))
                            .map(Shelf::onHand))
                    .containsExactly(7);
            assertThat(short_.sales).noneMatch(sale -> sale.at().isAfter(now));
            assertThat(simulation.pending())
                    .noneMatch(pending -> pending.expectedAt().isBefore(now));
        }
    }

    private int units(String item, LocalDate from, LocalDate to) {
        return told.sales.stream()
                .filter(sale -> sale.item().name().equals(item))
                .filter(sale -> !sale.day().isBefore(from) && !sale.day().isAfter(to))
                .mapToInt(Chronicle.Sale::quantity)
                .sum();
    }

    private static String key(Shelf shelf) {
        return key(city.shops().get(shelf.shop), city.items().get(shelf.item));
    }

    private static String key(Shop shop, Item item) {
        return shop.code() + " " + item.name();
    }

    private static final class Told implements Chronicle {

        private final List<Sale> sales = new ArrayList<>();

        @Override
        public void sold(Sale sale) {
            sales.add(sale);
        }

        @Override
        public void dayEnded(LocalDate day) {}
    }
}
