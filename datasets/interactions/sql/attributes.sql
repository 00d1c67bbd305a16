-- What each further column of the items file holds: text (words), category (few values), number, or nothing to learn from
-- (dates, codes that are different for every item, one value for all, stock, which changes by the hour). Names that shops use for texts and categories decide first.
WITH measured AS (
  SELECT
    a.attribute,
    min(a.position) AS position,
    count(*) AS value_count,
    count(DISTINCT a.value) AS distinct_count,
    avg(CASE WHEN finite(a.value) IS NULL THEN 0.0 ELSE 1.0 END) AS number_share,
    avg(CASE WHEN finite(a.value) IS NULL AND instant_ms(a.value) IS NOT NULL THEN 1.0 ELSE 0.0 END) AS date_share,
    avg(1.0 + length(a.value) - length(replace(a.value, ' ', ''))) AS words
  FROM raw_items_attributes a
  JOIN catalogue c ON c.source_row = a.source_row
  GROUP BY a.attribute
)
SELECT
  attribute,
  position,
  CASE
    WHEN lower(attribute) IN ('name', 'title', 'text', 'description', 'product_name', 'item_name', 'product', 'product_title') THEN 'text'
    WHEN lower(attribute) IN ('stock', 'inventory', 'stock_quantity') THEN 'stock'
    WHEN distinct_count = 1 AND value_count > 1 THEN 'constant'
    WHEN lower(attribute) IN ('category', 'categories', 'department', 'main_category', 'product_category', 'category_name', 'category_id') THEN 'category'
    WHEN date_share > 0.95 THEN 'date'
    WHEN number_share > 0.95 AND distinct_count > 12 THEN 'number'
    WHEN words >= 3 AND distinct_count > 0.5 * value_count THEN 'text'
    WHEN distinct_count > 0.9 * value_count AND value_count > 20 THEN CASE WHEN words >= 1.5 THEN 'text' ELSE 'code' END
    ELSE 'category'
  END AS kind,
  lower(attribute) IN ('category', 'categories', 'department', 'main_category', 'product_category', 'category_name', 'category_id') AS named_category
FROM measured
ORDER BY position
