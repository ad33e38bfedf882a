package dev.shelfcast.server.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Refusal;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class SalesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sales sales;

    @Autowired
    SalesIntake intake;

    @Autowired
    PurchaseOrders purchases;

    @Autowired
    LedgerCheck check;

    private StoreCode store;
    private Sku sku;
    private long storeId;
    private long productId;

    @BeforeEach
    void aStoreAndAProduct() {
        int number = NUMBERS.incrementAndGet();
        store = StoreCode.of("S" + number);
        sku = Sku.of("MILK-" + number);
        storeId = jdbc.sql("insert into stores.store (code, name, pincode, time_zone) "
                        + "values (:code, :code, '400092', 'Asia/Kolkata') returning id")
                .param("code", store.value())
                .query(Long.class)
                .single();
        productId = jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) "
                        + "values (:sku, :sku, 20, 30) returning id")
                .param("sku", sku.value())
                .query(Long.class)
                .single();
    }

    private SaleRequest request(String channel, @Nullable String externalId, String quantity) {
        return new SaleRequest(
                store,
                "API",
                channel,
                externalId,
                null,
                null,
                Instant.parse("2026-03-01T20:00:00Z"),
                List.of(new SaleRequest.Line(sku, new BigDecimal(quantity), null, null)));
    }

    private BigDecimal onHand() {
        return jdbc.sql("select coalesce(sum(on_hand), 0) from inventory.balance "
                        + "where location_id = :store and product_id = :product")
                .param("store", storeId)
                .param("product", productId)
                .query(BigDecimal.class)
                .single();
    }

    private void receive(String quantity) {
        long order = purchases.draft(new PurchaseOrderDraft(
                storeId, null, null, List.of(new PurchaseOrderDraft.Line(productId, new BigDecimal(quantity), null))));
        purchases.approve(order);
        purchases.receive(order, List.of());
    }

    @Test
    void aSaleTakesItsGoodsAtThePriceOfTheProductOnTheStoresOwnDay() {
        receive("40");
        SaleAccepted sale = sales.place(request("TILL", null, "2"));
        assertThat(sale.total()).isEqualByComparingTo("60");
        assertThat(onHand()).isEqualByComparingTo("38");
        assertThat(jdbc.sql("select business_day from orders.sale_line where sale_id = :id and pincode = '400092'")
                        .param("id", sale.saleId())
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void aTillMayOversellAndAnotherChannelMayNot() {
        assertThat(sales.place(request("TILL", null, "2")).oversold()).isEqualByComparingTo("2");
        assertThat(onHand()).isEqualByComparingTo("-2");
        assertThatThrownBy(() -> sales.place(request("ONLINE", null, "1")))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo("INSUFFICIENT_STOCK"));
        assertThat(jdbc.sql("select count(*) from orders.sale where store_id = :store")
                        .param("store", storeId)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRepeatedSaleChangesNothingAndOtherContentIsRefused() {
        receive("40");
        SaleAccepted first = sales.place(request("TILL", "receipt " + sku, "2"));
        SaleAccepted again = sales.place(request("TILL", "receipt " + sku, "2"));
        assertThat(again.repeated()).isTrue();
        assertThat(again.saleId()).isEqualTo(first.saleId());
        assertThat(onHand()).isEqualByComparingTo("38");
        assertThatThrownBy(() -> sales.place(request("TILL", "receipt " + sku, "3")))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo("EXTERNAL_ID_REUSED"));
    }

    @Test
    void aReturnPutsTheGoodsBack() {
        receive("40");
        assertThat(sales.place(request("TILL", null, "-1")).total()).isEqualByComparingTo("-30");
        assertThat(onHand()).isEqualByComparingTo("41");
    }

    @Test
    void aBatchIsLoadedWithItsMovementsAndUndoneWithThem() {
        long batch = 9000 + productId;
        jdbc.sql("""
                        insert into orders.v_sale_intake
                               (batch_id, store_id, product_id, occurred_at, business_day, quantity, unit_price,
                                discount, unit_cost)
                        select :batch, :store, :product, timestamptz '2025-01-01 06:00Z' + n * interval '6 hours',
                               date '2025-01-01' + n / 4, case when n % 10 = 0 then -1 else 2 end, 30, 0, 20
                          from generate_series(0, 99) n
                        """)
                .param("batch", batch)
                .param("store", storeId)
                .param("product", productId)
                .update();
        assertThat(intake.load(batch, "IMPORT", "TILL")).isEqualTo(new SalesIntake.Loaded(25, 100, 0));
        assertThat(onHand()).isEqualByComparingTo("-170");
        assertThat(jdbc.sql("select sum(total) from orders.sale where batch_id = :batch")
                        .param("batch", batch)
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("5100");
        assertThat(check.differences()).isEmpty();
        assertThat(intake.undo(batch)).isEqualTo(new SalesIntake.Loaded(25, 100, 0));
        assertThat(intake.undo(batch)).isEqualTo(new SalesIntake.Loaded(0, 0, 0));
        assertThat(onHand()).isEqualByComparingTo("0");
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void aPurchaseOrderIsReceivedInPartsAndIllegalStepsAreRefused() {
        long order = purchases.draft(new PurchaseOrderDraft(
                storeId, null, null, List.of(new PurchaseOrderDraft.Line(productId, BigDecimal.TEN, null))));
        assertThatThrownBy(() -> purchases.receive(order, List.of())).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("ILLEGAL_TRANSITION");
            assertThat(refusal.detail()).contains("APPROVED, CANCELLED");
        });
        purchases.approve(order);
        purchases.receive(
                order, List.of(new ReceivedLine(1, new BigDecimal("4"), "LOT-A", LocalDate.of(2026, 12, 31))));
        assertThat(onHand()).isEqualByComparingTo("4");
        assertThatThrownBy(() -> purchases.receive(order, List.of(new ReceivedLine(1, BigDecimal.TEN, null, null))))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("RECEIPT_ABOVE_ORDER"));
        purchases.receive(order, List.of());
        assertThat(onHand()).isEqualByComparingTo("10");
        assertThatThrownBy(() -> purchases.cancel(order))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.detail()).contains("nothing any more"));
    }
}
