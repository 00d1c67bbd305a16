-- The canonical interaction log, in (timestamp, input) order, with the first cleaning rule that a row breaks.
WITH parsed AS (
  SELECT
    r.source_row,
    r.user_id,
    r.item_id,
    CASE
      WHEN c.unit = 'iso' THEN instant_ms(r."timestamp")
      WHEN finite(r."timestamp") IS NULL OR abs(finite(r."timestamp") * c.to_ms) > 9e15 THEN NULL
      WHEN c.unit = 'yyyymmdd' THEN instant_ms(concat(substr(r."timestamp", 1, 4), '-', substr(r."timestamp", 5, 2), '-', substr(r."timestamp", 7, 2)))
      ELSE CAST(round(finite(r."timestamp") * c.to_ms) AS BIGINT)
    END AS "timestamp",
    coalesce(e.event, 'purchase') AS event,
    CASE WHEN r.quantity IS NULL THEN CAST(1 AS DOUBLE) ELSE finite(r.quantity) END AS quantity,
    finite(r.price) AS price,
    r.price IS NOT NULL AND finite(r.price) IS NULL AS price_is_no_number,
    r.basket_id,
    r.context
  FROM raw_interactions r
  CROSS JOIN clock c
  LEFT JOIN events e ON e.name = r.event
),
judged AS (
  SELECT
    *,
    CASE
      WHEN user_id IS NULL OR user_id IN ('', 'NaN', 'nan') THEN 'null_user'
      WHEN item_id IS NULL OR item_id IN ('', 'NaN', 'nan') THEN 'null_item'
      WHEN "timestamp" IS NULL THEN 'unparsable_timestamp'
      WHEN quantity IS NULL OR quantity <= 0 THEN 'invalid_quantity'
      WHEN price_is_no_number OR price < 0 THEN 'invalid_price'
    END AS broken_rule
  FROM parsed
),
numbered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY user_id, item_id, "timestamp", event, quantity, price, basket_id, context, broken_rule
      ORDER BY source_row
    ) AS copy_number
  FROM judged
)
SELECT
  source_row,
  user_id,
  item_id,
  "timestamp",
  event,
  quantity,
  price,
  basket_id,
  context,
  CASE
    WHEN broken_rule IS NOT NULL THEN broken_rule
    -- Two equal lines of one basket are two lines; without a basket they are one record written twice.
    WHEN copy_number > 1 AND basket_id IS NULL THEN 'duplicate'
  END AS dropped_by
FROM numbered
ORDER BY "timestamp", source_row
