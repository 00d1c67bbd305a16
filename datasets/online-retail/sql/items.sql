-- One row an item: its most frequent description (ties: the first in the alphabet) and its median unit price.
WITH described AS (
  SELECT item_id, description, row_number() OVER (PARTITION BY item_id ORDER BY count(*) DESC, description) AS place
  FROM lines
  WHERE description IS NOT NULL AND description <> ''
  GROUP BY item_id, description
),
priced AS (
  SELECT item_id, median(price) AS price FROM lines GROUP BY item_id
)
SELECT priced.item_id, described.description, priced.price
FROM priced
LEFT JOIN described ON described.item_id = priced.item_id AND described.place = 1
ORDER BY priced.item_id
