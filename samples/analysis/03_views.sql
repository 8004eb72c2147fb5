CREATE VIEW budget_attainment AS
WITH actual AS (
    SELECT store_code, date_trunc('month', order_date) AS budget_month, sum(net_amount) AS net_amount
    FROM store_sales
    GROUP BY ALL
)
SELECT b.store_code,
       b.budget_month,
       b.net_amount                                     AS budget,
       coalesce(a.net_amount, 0)                        AS actual,
       round(100 * a.net_amount / b.net_amount, 1)      AS attained_percent,
       a.net_amount / nullif(b.staff_hours, 0)          AS revenue_per_staff_hour
FROM store_budget AS b
LEFT JOIN actual AS a ON a.store_code = b.store_code AND a.budget_month = b.budget_month;

CREATE VIEW best_day_per_store AS
SELECT store_code, order_date, net_amount, orders
FROM store_sales
QUALIFY row_number() OVER (PARTITION BY store_code ORDER BY net_amount DESC) = 1;

CREATE VIEW weather_effect AS
SELECT region,
       is_rainy,
       count(*)                          AS days,
       avg(net_amount)                   AS average_revenue,
       quantile_cont(net_amount, 0.5)    AS median_revenue,
       corr(temperature_max, net_amount) AS temperature_correlation
FROM sales_with_weather
WHERE weekday NOT IN ('Saturday', 'Sunday')
GROUP BY ALL;

CREATE VIEW competitor AS
SELECT store_code, city, unnest(competitors) AS competitor_name
FROM store_place;

CREATE VIEW customer_segment_share AS
SELECT segment,
       country_code,
       count(*)                                                     AS customers,
       sum(net_amount)                                              AS net_amount,
       sum(net_amount) / sum(sum(net_amount)) OVER (PARTITION BY country_code) AS share
FROM customer_value
WHERE segment IS NOT NULL
GROUP BY segment, country_code;

CREATE VIEW all_targets AS
SELECT 'budget' AS target, store_code AS subject, budget_month AS due_on, net_amount AS amount
FROM store_budget
UNION ALL
SELECT 'price test', sku, ended_on, price_change
FROM price_test
WHERE ended_on IS NOT NULL;

CREATE VIEW slow_movers AS
SELECT * EXCLUDE (margin_30d, as_of),
       margin_30d / nullif(quantity_30d, 0) AS margin_per_item
FROM product_performance
WHERE as_of = (SELECT max(as_of) FROM product_performance)
  AND quantity_30d < (SELECT avg(quantity_30d) / 10 FROM product_performance);

-- Written before store_place got a country of its own; nobody has opened it since.
CREATE VIEW revenue_per_inhabitant AS
SELECT p.city,
       country_code,
       sum(s.net_amount) / max(p.inhabitants) AS revenue_per_inhabitant
FROM store_sales AS s
JOIN store_place AS p ON p.store_code = s.store_code
GROUP BY ALL;
