-- The kept lines in the interactions format; an invoice may hold the same item twice, and both lines count.
SELECT user_id, item_id, "timestamp", quantity, price, basket_id, context
FROM lines
ORDER BY source_row
