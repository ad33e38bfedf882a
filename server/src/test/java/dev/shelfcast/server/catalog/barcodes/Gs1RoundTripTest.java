package dev.shelfcast.server.catalog.barcodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.catalog.Gtin;
import dev.shelfcast.server.catalog.barcodes.Gs1Code.Element;
import dev.shelfcast.server.testing.Seeds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What is written in one of the forms reads as what was meant. */
class Gs1RoundTripTest {

    private static final int YEAR = 2026;
    private static final char FNC1 = 0x1D;
    private static final String CHARACTERS = "!\"%&'*+,-./:;<=>?_0123456789ABCXYZabcxyz";

    private static final List<ApplicationIdentifier> IDENTIFIERS = StreamSupport.stream(
                    ApplicationIdentifier.all().spliterator(), false)
            .sorted(Comparator.comparing(ApplicationIdentifier::code))
            .toList();

    @Test
    void everyFormReadsAsWhatWasWritten() {
        Seeds.check(400, random -> {
            List<Element> meant = elements(random);
            assertThat(Gs1Reader.read("]C1" + elementString(meant), YEAR).elements())
                    .isEqualTo(meant);
            assertThat(Gs1Reader.read(new Gs1Code(Gs1Code.Syntax.HUMAN, meant).human(), YEAR)
                            .elements())
                    .isEqualTo(meant);
            assertThat(Gs1Reader.read(link(meant), YEAR).elements()).containsExactlyInAnyOrderElementsOf(meant);
        });
    }

    @Test
    void whatIsNoCodeIsRefusedAndNeverBreaks() {
        Seeds.check(2_000, random -> {
            StringBuilder text = new StringBuilder(elementString(elements(random)));
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, (char) (random.nextInt(96) + 29));
            }
            try {
                assertThat(Gs1Reader.read(text.toString(), YEAR).elements()).isNotNull();
            } catch (dev.shelfcast.server.shared.Invalid refused) {
                assertThat(refused.detail()).contains("at position ");
            }
        });
    }

    private static List<Element> elements(Random random) {
        List<ApplicationIdentifier> chosen = new ArrayList<>(IDENTIFIERS);
        Collections.shuffle(chosen, random);
        ApplicationIdentifier gtin = ApplicationIdentifier.of("01");
        chosen.remove(gtin);
        List<Element> elements = new ArrayList<>(List.of(new Element(gtin, value(gtin, random))));
        chosen.subList(0, random.nextInt(5)).forEach(ai -> elements.add(new Element(ai, value(ai, random))));
        return elements;
    }

    private static String value(ApplicationIdentifier ai, Random random) {
        int length = ai.shortest() + random.nextInt(ai.longest() - ai.shortest() + 1);
        return switch (ai.kind()) {
            case DATE -> "%02d%02d%02d".formatted(random.nextInt(100), 1 + random.nextInt(12), random.nextInt(29));
            case CHECKED -> {
                String digits = text("0123456789", length - 1, random);
                yield digits + Gtin.checkDigit(digits);
            }
            case TEXT -> text(CHARACTERS, length, random);
            default -> text("0123456789", length, random);
        };
    }

    private static String text(String characters, int length, Random random) {
        return random.ints(length, 0, characters.length())
                .mapToObj(at -> String.valueOf(characters.charAt(at)))
                .collect(Collectors.joining());
    }

    private static String elementString(List<Element> elements) {
        StringBuilder text = new StringBuilder();
        for (Element element : elements) {
            text.append(element.ai().code()).append(element.value());
            if (!element.ai().predefined()) {
                text.append(FNC1);
            }
        }
        return text.toString();
    }

    private static String link(List<Element> elements) {
        String rest = elements.stream()
                .skip(1)
                .map(element -> element.ai().code() + "=" + escaped(element.value()))
                .collect(Collectors.joining("&"));
        return "https://example.org/01/" + elements.get(0).value() + (rest.isEmpty() ? "" : "?" + rest);
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
