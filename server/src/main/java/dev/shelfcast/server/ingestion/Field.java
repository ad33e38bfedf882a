package dev.shelfcast.server.ingestion;

import java.util.List;
import java.util.Locale;

/** What a column can mean, with the headings under which shops' programs export it; the first is our own. */
enum Field {
    PRODUCT("product_name product name item itemname productdescription description article articlename producttitle"
            + " title productlabel artikel bezeichnung produkt produit articulo producto"),
    SKU("sku product_id productid productcode stockcode itemcode itemid itemno itemnumber articlenumber articleno"
            + " plu code barcode ean gtin upc artikelnummer reference"),
    CATEGORY("category productcategory categoryname department dept productgroup group kategorie warengruppe rayon"),
    UNIT_COST("unit_cost cost costprice unitcostprice purchaseprice buyingprice costperunit cogs einkaufspreis"),
    QUANTITY("quantity_sold quantity qty qtysold units unitssold soldquantity sold quantityordered count menge anzahl"
            + " quantite cantidad"),
    PRICE("sale_price price unitprice sellingprice saleprice retailprice priceperunit itemprice mrp verkaufspreis"
            + " preis prix precio"),
    DATE("sale_date date datetime timestamp saletimestamp invoicedate orderdate transactiondate solddate soldat"
            + " occurredat saledatetime billdate createdat day datum fecha"),
    TIME("sale_time time timeofday billtime transactiontime uhrzeit"),
    STOCK("stock_after_sale stockafter currentstock stockonhand onhand stock closingstock remainingstock stockleft"
            + " remaining endingstock stocklevel bestand"),
    STORE("store storecode storeid storename shop shopcode shopid branch branchcode outlet outletcode location"
            + " locationcode warehouse darkstore filiale"),
    EXTERNAL_ID("external_id invoiceno invoicenumber invoiceid invoice receiptno receiptnumber receiptid receipt"
            + " transactionid transactionno transaction orderid ordernumber orderno billno billnumber ticketno"
            + " ticket belegnummer"),
    OPERATION("operation movement movementtype action stockoperation transactiontype type"),
    PINCODE("pincode pin zip zipcode postcode postalcode deliverypincode plz");

    private final String label;
    private final List<String> headings;

    Field(String headings) {
        List<String> words = List.of(headings.split(" "));
        this.label = words.get(0);
        this.headings = words.stream().map(Field::plain).toList();
    }

    /** The name that we give the column. */
    String label() {
        return label;
    }

    /** The lower the better; -1 where the heading doesn't mean this. */
    int rank(String heading) {
        return headings.indexOf(plain(heading));
    }

    /** "Unit Price (£)" and "unit_price" are the same heading. */
    static String plain(String heading) {
        StringBuilder letters = new StringBuilder(heading.length());
        String lower = heading.toLowerCase(Locale.ROOT);
        int bracket = lower.indexOf('(');
        int end = bracket > 0 ? bracket : lower.length();
        for (int i = 0; i < end; i++) {
            if (Character.isLetterOrDigit(lower.charAt(i))) {
                letters.append(lower.charAt(i));
            }
        }
        return letters.toString();
    }
}
