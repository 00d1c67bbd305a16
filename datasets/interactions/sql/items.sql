-- The canonical catalogue: every item that was ever in an interaction or stands in the items file, sorted by id.
-- Price: the items file's, else the median of the interactions'. Text: up to four text columns. Category: the first named so, else the first found.
WITH ids AS (
  SELECT item_id FROM interactions
  UNION
  SELECT item_id FROM catalogue
),
paid AS (
  SELECT item_id, median(price) AS price FROM interactions WHERE price IS NOT NULL GROUP BY item_id
),
words AS (
  SELECT c.item_id, a.value, row_number() OVER (PARTITION BY c.item_id ORDER BY a.position, a.value) AS place
  FROM raw_items_attributes a
  JOIN catalogue c ON c.source_row = a.source_row
  JOIN attributes k ON k.attribute = a.attribute
  WHERE k.kind = 'text'
),
texts AS (
  SELECT
    item_id,
    concat_ws(
      ' ',
      max(CASE WHEN place = 1 THEN value END),
      max(CASE WHEN place = 2 THEN value END),
      max(CASE WHEN place = 3 THEN value END),
      max(CASE WHEN place = 4 THEN value END)
    ) AS text
  FROM words
  GROUP BY item_id
),
departments AS (
  SELECT c.item_id, a.value, row_number() OVER (PARTITION BY c.item_id ORDER BY k.named_category DESC, a.position, a.value) AS place
  FROM raw_items_attributes a
  JOIN catalogue c ON c.source_row = a.source_row
  JOIN attributes k ON k.attribute = a.attribute
  WHERE k.kind = 'category'
),
token_lists AS (
  SELECT item_id, array_sort(array_agg(token)) AS tokens FROM tokens GROUP BY item_id
)
SELECT
  ids.item_id,
  coalesce(texts.text, '') AS text,
  coalesce(departments.value, '') AS category,
  coalesce(catalogue.price, paid.price) AS price,
  token_lists.tokens
FROM ids
LEFT JOIN catalogue ON catalogue.item_id = ids.item_id
LEFT JOIN paid ON paid.item_id = ids.item_id
LEFT JOIN texts ON texts.item_id = ids.item_id
LEFT JOIN departments ON departments.item_id = ids.item_id AND departments.place = 1
LEFT JOIN token_lists ON token_lists.item_id = ids.item_id
ORDER BY ids.item_id
