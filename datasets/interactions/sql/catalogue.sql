-- Rows of the items file; of two with the same id the first counts.
WITH numbered AS (
  SELECT source_row, item_id, finite(price) AS price, row_number() OVER (PARTITION BY item_id ORDER BY source_row) AS copy_number
  FROM raw_items
)
SELECT
  source_row,
  item_id,
  CASE WHEN price >= 0 THEN price END AS price,
  CASE
    WHEN item_id IS NULL OR item_id IN ('', 'NaN', 'nan') THEN 'null_item'
    WHEN copy_number > 1 THEN 'duplicate_item'
  END AS dropped_by
FROM numbered
ORDER BY source_row
