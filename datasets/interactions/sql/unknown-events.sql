-- Names that mean nothing here: any row refuses the data set.
SELECT name, row_count FROM events WHERE event IS NULL ORDER BY row_count DESC, name
