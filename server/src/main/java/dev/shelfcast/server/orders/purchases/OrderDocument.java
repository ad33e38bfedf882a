package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Head;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/** The purchase order as the supplier reads it: a PDF of as many pages as it takes. */
@Component
class OrderDocument {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final float[] COLUMNS = {0, 24, 128, 318, 370, 440, 505};
    private static final float ROW = 16;

    byte[] pdf(Head order, List<Line> lines) {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle("Purchase order " + order.id());
            try (PdfSheet sheet = new PdfSheet(document)) {
                head(sheet, order);
                tableHead(sheet);
                for (Line line : lines) {
                    if (sheet.isFull(ROW)) {
                        sheet.turn(order.id());
                        tableHead(sheet);
                    }
                    row(sheet, line);
                }
                foot(sheet, order);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void head(PdfSheet sheet, Head order) throws IOException {
        sheet.text(0, 20, "Purchase order " + order.id());
        sheet.down(30);
        pair(sheet, "Supplier", Objects.requireNonNullElse(order.supplierName(), "–"));
        String pincode = order.storePincode() == null ? "" : ", " + order.storePincode();
        pair(sheet, "Deliver to", order.storeName() + " (" + order.store() + ")" + pincode);
        pair(sheet, "Deliver on", order.deliveryDate() == null ? "as agreed" : DAY.format(order.deliveryDate()));
        pair(sheet, "Ordered on", DAY.format(order.createdAt()));
        String note = order.note();
        if (note != null) {
            String what = "Note";
            for (String piece : sheet.wrapped(note, 10, 420)) {
                pair(sheet, what, piece);
                what = "";
            }
        }
        sheet.down(14);
    }

    private static void pair(PdfSheet sheet, String what, String value) throws IOException {
        sheet.grey();
        sheet.text(0, 10, what);
        sheet.black();
        sheet.text(90, 10, sheet.fitted(value, 10, 420));
        sheet.down(ROW);
    }

    private static void tableHead(PdfSheet sheet) throws IOException {
        sheet.grey();
        sheet.text(COLUMNS[0], 9, "#");
        sheet.text(COLUMNS[1], 9, "Code");
        sheet.text(COLUMNS[2], 9, "Product");
        sheet.right(COLUMNS[4], 9, "Quantity");
        sheet.text(COLUMNS[4] + 6, 9, "Unit");
        sheet.right(COLUMNS[5], 9, "Unit cost");
        sheet.right(COLUMNS[6], 9, "Amount");
        sheet.black();
        sheet.down(5);
        sheet.rule();
        sheet.down(13);
    }

    private static void row(PdfSheet sheet, Line line) throws IOException {
        String code = line.supplierSku() == null ? line.sku().value() : line.supplierSku();
        sheet.text(COLUMNS[0], 9, String.valueOf(line.line()));
        sheet.text(COLUMNS[1], 9, sheet.fitted(code, 9, COLUMNS[2] - COLUMNS[1] - 6));
        sheet.text(COLUMNS[2], 9, sheet.fitted(line.productName(), 9, COLUMNS[3] - COLUMNS[2] - 6));
        sheet.right(COLUMNS[4], 9, number(line.quantity(), "#,##0.###"));
        sheet.text(COLUMNS[4] + 6, 9, sheet.fitted(line.unit(), 9, 24));
        sheet.right(COLUMNS[5], 9, number(line.unitCost(), "#,##0.00##"));
        sheet.right(COLUMNS[6], 9, number(line.quantity().multiply(line.unitCost()), "#,##0.00"));
        sheet.down(ROW);
    }

    private static void foot(PdfSheet sheet, Head order) throws IOException {
        if (sheet.isFull(3 * ROW)) {
            sheet.turn(order.id());
        }
        sheet.rule();
        sheet.down(16);
        sheet.text(COLUMNS[2], 11, "Total");
        sheet.right(COLUMNS[6], 11, number(order.total(), "#,##0.00"));
        sheet.down(ROW);
    }

    private static String number(BigDecimal value, String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
