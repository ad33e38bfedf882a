package dev.shelfcast.server.catalog.barcodes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a code says, value by value, and in which way it was written. */
record Gs1Code(Syntax syntax, List<Element> elements) {

    enum Syntax {
        GTIN,
        ELEMENT_STRING,
        HUMAN,
        DIGITAL_LINK
    }

    record Element(ApplicationIdentifier ai, String value) {}

    Gs1Code {
        elements = List.copyOf(elements);
    }

    @Nullable
    String value(String ai) {
        return elements.stream()
                .filter(element -> element.ai().code().equals(ai))
                .map(Element::value)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    LocalDate date(String ai, int thisYear) {
        String value = value(ai);
        return value == null ? null : Gs1Date.of(value, thisYear);
    }

    @Nullable
    BigDecimal number(String ai) {
        String value = value(ai);
        return value == null ? null : new BigDecimal(value);
    }

    /** The number of the family, such as 310 for 3100 to 3105; of an amount without its currency. */
    @Nullable
    BigDecimal decimal(String family) {
        for (Element element : elements) {
            ApplicationIdentifier ai = element.ai();
            if (ai.code().length() == 4 && ai.code().startsWith(family)) {
                String digits = ai.kind() == ApplicationIdentifier.Kind.AMOUNT
                        ? element.value().substring(3)
                        : element.value();
                return new BigDecimal(new BigInteger(digits), ai.decimals());
            }
        }
        return null;
    }

    /** As it is printed below the bars: {@code (01)09521234543213(10)ABC}. */
    String human() {
        return elements.stream()
                .map(element -> "(" + element.ai().code() + ")" + element.value())
                .collect(Collectors.joining());
    }
}
