-- One row a token of an item: `column=value` for categories, `column~q0` … `column~q7` for the eighths of a number's range of ranks.
WITH valued AS (
  SELECT c.item_id, a.attribute, a.value, k.kind
  FROM raw_items_attributes a
  JOIN catalogue c ON c.source_row = a.source_row
  JOIN attributes k ON k.attribute = a.attribute
),
ranked AS (
  SELECT item_id, attribute, percent_rank() OVER (PARTITION BY attribute ORDER BY finite(value)) AS place
  FROM valued
  WHERE kind = 'number' AND finite(value) IS NOT NULL
)
SELECT item_id, concat(lower(attribute), '=', lower(value)) AS token
FROM valued
WHERE kind = 'category'
UNION
SELECT item_id, concat(lower(attribute), '~q', CAST(least(CAST(floor(place * 8) AS INTEGER), 7) AS STRING)) AS token
FROM ranked
