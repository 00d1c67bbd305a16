-- What the timestamps are: one row (unit, to_ms). Units: iso, ns, us, ms, s, yyyymmdd, order (1, 2, 3 … through the whole
-- shop) and user-order (1, 2, 3 … within each user: more than half of the users start at the smallest number).
WITH parsed AS (
  SELECT
    user_id,
    finite("timestamp") AS number,
    CASE WHEN finite("timestamp") IS NULL THEN instant_ms("timestamp") END AS instant
  FROM raw_interactions
  WHERE "timestamp" IS NOT NULL
),
whole AS (
  SELECT
    count(number) AS numbers,
    count(instant) AS instants,
    median(abs(number)) AS middle,
    min(number) AS smallest,
    avg(
      CASE
        WHEN number IS NULL THEN NULL
        WHEN number BETWEEN 19000101 AND 21001231 AND floor(number / 100) % 100 BETWEEN 1 AND 12 AND number % 100 BETWEEN 1 AND 31 THEN 1.0
        ELSE 0.0
      END
    ) AS calendar_share
  FROM parsed
),
starts AS (
  SELECT user_id, min(number) AS first_number FROM parsed WHERE number IS NOT NULL GROUP BY user_id
),
users AS (
  SELECT count(*) AS users, count(CASE WHEN first_number = smallest THEN 1 END) AS at_the_start
  FROM starts CROSS JOIN whole
),
named AS (
  SELECT
    CASE
      WHEN numbers < instants OR numbers = 0 THEN 'iso'
      WHEN middle >= 1e17 THEN 'ns'
      WHEN middle >= 1e14 THEN 'us'
      WHEN middle >= 1e11 THEN 'ms'
      WHEN middle >= 1e8 THEN 's'
      WHEN calendar_share = 1.0 THEN 'yyyymmdd'
      WHEN users > 1 AND at_the_start * 2 > users THEN 'user-order'
      ELSE 'order'
    END AS unit
  FROM whole CROSS JOIN users
)
SELECT unit, CAST(CASE unit WHEN 'ns' THEN 1e-6 WHEN 'us' THEN 1e-3 WHEN 's' THEN 1e3 ELSE 1 END AS DOUBLE) AS to_ms
FROM named
