-- Views of the reporting tool. No semicolons: the deployment script splits at CREATE.

CREATE VIEW mart.v_store_ranking AS
SELECT order_date,
       country_code,
       store_name,
       net_amount,
       dense_rank() OVER (PARTITION BY order_date, country_code ORDER BY net_amount DESC) AS place,
       net_amount / sum(net_amount) OVER (PARTITION BY order_date, country_code)          AS share
FROM mart.daily_store_sales

CREATE VIEW mart.v_store_trend AS
WITH weekly AS (
  SELECT s.store_code, d.year, d.iso_week, sum(s.net_amount) AS net_amount
  FROM mart.daily_store_sales s
  JOIN core.dim_date d ON d.calendar_day = to_date(s.order_date)
  GROUP BY s.store_code, d.year, d.iso_week
)
SELECT store_code,
       year,
       iso_week,
       net_amount,
       lag(net_amount, 52) OVER (PARTITION BY store_code ORDER BY year, iso_week) AS net_amount_last_year,
       avg(net_amount) OVER (PARTITION BY store_code ORDER BY year, iso_week ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS moving_average
FROM weekly

CREATE VIEW mart.v_channel_mix AS
SELECT t.month, t.channel, t.net_amount, t.net_amount / m.net_amount AS share
FROM (
  SELECT substr(order_date, 1, 7) AS month, channel, sum(net_amount) AS net_amount
  FROM core.v_net_sales
  GROUP BY substr(order_date, 1, 7), channel
) t
JOIN (
  SELECT substr(order_date, 1, 7) AS month, sum(net_amount) AS net_amount
  FROM core.v_net_sales
  GROUP BY substr(order_date, 1, 7)
) m ON m.month = t.month

CREATE VIEW mart.v_customer_segment AS
SELECT segment, country_code, loyalty_tier, count(*) AS customers, sum(net_amount) AS net_amount
FROM mart.customer_value
GROUP BY segment, country_code, loyalty_tier

CREATE VIEW mart.v_top_and_bottom AS
SELECT 'top' AS list, sku, product_name, brand_name, margin_30d AS margin
FROM mart.product_performance
WHERE rank_in_category <= 10
UNION ALL
SELECT 'bottom', sku, product_name, brand_name, margin_30d
FROM mart.product_performance
WHERE margin_30d < 0

CREATE VIEW mart.v_campaign_revenue AS
SELECT first_touch.campaign,
       count(DISTINCT first_touch.customer_key) AS customers,
       sum(s.net_amount)                        AS net_amount
FROM (
  SELECT customer_key, campaign, occurred_at
  FROM (
    SELECT customer_key,
           campaign,
           occurred_at,
           row_number() OVER (PARTITION BY customer_key ORDER BY occurred_at) AS touch
    FROM core.v_campaign_touch
    WHERE customer_key IS NOT NULL
  ) touches
  WHERE touch = 1
) first_touch
JOIN core.v_valid_sales s
  ON s.customer_key = first_touch.customer_key
WHERE s.ordered_at >= first_touch.occurred_at
GROUP BY first_touch.campaign

CREATE VIEW mart.v_stock_risk AS
SELECT st.warehouse_code,
       p.sku,
       p.product_name,
       st.available,
       pp.quantity_30d,
       CASE WHEN pp.quantity_30d = 0 THEN NULL ELSE st.available / (pp.quantity_30d / 30) END AS days_of_supply
FROM core.fact_stock_daily st
JOIN core.dim_product p ON p.variant_key = st.variant_key
JOIN mart.product_performance pp ON pp.variant_key = st.variant_key AND pp.as_of = st.stock_date
WHERE st.is_below_reorder_point
  AND EXISTS (SELECT 1 FROM core.fact_sales_line f WHERE f.variant_key = st.variant_key AND f.order_date = st.stock_date)

CREATE VIEW mart.v_delivery_quality AS
SELECT s.carrier,
       s.load_date,
       count(*)                                      AS shipments,
       avg(datediff(s.delivered_at, s.shipped_at))   AS average_days,
       sum(CASE WHEN c.complaint_code = 'LATE' THEN 1 ELSE 0 END) AS complaints
FROM staging.shipments s
LEFT JOIN core.fact_complaint c ON c.order_id = s.order_id
GROUP BY s.carrier, s.load_date
