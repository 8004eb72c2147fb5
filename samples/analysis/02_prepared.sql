CREATE TABLE sales_with_weather AS
SELECT s.order_date,
       s.store_code,
       p.city,
       p.region,
       s.net_amount,
       s.orders,
       w.temperature_max,
       w.rain_mm,
       w.rain_mm > 5 AS is_rainy,
       dayname(s.order_date) AS weekday
FROM store_sales AS s
JOIN store_place AS p ON p.store_code = s.store_code
LEFT JOIN weather_daily AS w ON w.city = p.city AND w.observed_on = s.order_date;

CREATE TABLE price_test_result (
    test_id        INTEGER,
    test_name      VARCHAR,
    variant_group  VARCHAR,
    products       BIGINT,
    quantity       BIGINT,
    margin         DECIMAL(18, 2),
    margin_uplift  DOUBLE,
    evaluated_at   TIMESTAMP
);

INSERT INTO price_test_result
WITH measured AS (
    SELECT t.test_id,
           t.test_name,
           t.variant_group,
           count(DISTINCT t.sku)  AS products,
           sum(pp.quantity_30d)   AS quantity,
           sum(pp.margin_30d)     AS margin
    FROM price_test AS t
    JOIN product_performance AS pp ON pp.sku = t.sku AND pp.as_of BETWEEN t.started_on AND coalesce(t.ended_on, current_date)
    GROUP BY ALL
)
SELECT test_id,
       test_name,
       variant_group,
       products,
       quantity,
       margin,
       margin / nullif(first_value(margin) OVER (PARTITION BY test_id ORDER BY variant_group), 0) - 1,
       now()::TIMESTAMP
FROM measured;
