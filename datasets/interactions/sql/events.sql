-- Every event name in the file and what it means here; NULL where the name is not known.
SELECT
  event AS name,
  count(*) AS row_count,
  CASE
    WHEN lower(trim(event)) IN ('view', 'click', 'pageview', 'page_view', 'detail', 'visit') THEN 'view'
    WHEN lower(trim(event)) IN ('basket', 'cart', 'addtocart', 'add_to_cart', 'add-to-cart', 'add to cart', 'add_to_basket') THEN 'basket'
    WHEN lower(trim(event)) IN ('purchase', 'purchased', 'transaction', 'buy', 'bought', 'order', 'sale') THEN 'purchase'
  END AS event
FROM raw_interactions
WHERE event IS NOT NULL
GROUP BY event
ORDER BY event
