package dev.shelfcast.server.analytics;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.inventory.AbcClasses;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The ABC analysis of one store, for those who count its shelves. */
@Component
class StoreClasses implements AbcClasses {

    /** As the ABC analysis looks back when nobody says how far. */
    static final int DAYS = 90;

    private final SalesFigures sales;
    private final BusinessDay businessDay;

    StoreClasses(SalesFigures sales, BusinessDay businessDay) {
        this.sales = sales;
        this.businessDay = businessDay;
    }

    @Override
    public Map<Sku, AbcClass> of(StoreCode store) {
        LocalDate last = businessDay.asOf();
        return sales.classes(new SalesFigures.Question(
                last.minusDays(DAYS - 1L), last, store, null, StoreScope.only(Set.of(store))));
    }
}
