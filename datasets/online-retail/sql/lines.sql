-- One row an invoice line, with the first cleaning rule that it breaks.
-- A product's code is five digits and perhaps letters (85123A); POST, M, DOT, C2, BANK CHARGES, gift_0001_40 and the like are not products.
SELECT
  source_row,
  CAST(CAST(finite(CustomerID) AS BIGINT) AS STRING) AS user_id,
  upper(trim(StockCode)) AS item_id,
  instant_ms(InvoiceDate) AS "timestamp",
  finite(Quantity) AS quantity,
  finite(UnitPrice) AS price,
  InvoiceNo AS basket_id,
  Country AS context,
  trim(Description) AS description,
  CASE
    WHEN upper(InvoiceNo) LIKE 'C%' THEN 'cancelled'
    WHEN regexp_extract(upper(trim(StockCode)), '^[0-9]{5}[A-Z]*$', 0) = '' OR StockCode IS NULL THEN 'not_a_product'
    WHEN finite(CustomerID) IS NULL THEN 'null_customer'
    WHEN finite(Quantity) IS NULL OR finite(Quantity) <= 0 THEN 'non_positive_quantity'
    WHEN finite(UnitPrice) IS NULL OR finite(UnitPrice) <= 0 THEN 'non_positive_price'
    WHEN instant_ms(InvoiceDate) IS NULL THEN 'unparsable_date'
  END AS dropped_by
FROM invoices
ORDER BY source_row
