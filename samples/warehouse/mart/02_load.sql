INSERT OVERWRITE TABLE mart.daily_store_sales PARTITION (order_date)
SELECT d.code,
       d.name,
       d.country_code,
       s.orders,
       s.items,
       s.net_amount,
       s.margin_amount,
       s.net_amount / d.sales_area_m2,
       sum(s.net_amount) OVER (PARTITION BY d.code, substr(s.order_date, 1, 4) ORDER BY s.order_date),
       s.order_date
FROM (
  SELECT store_key,
         order_date,
         count(DISTINCT order_id) AS orders,
         sum(quantity)            AS items,
         sum(net_amount)          AS net_amount,
         sum(margin_amount)       AS margin_amount
  FROM core.v_net_sales
  WHERE channel = 'store'
  GROUP BY store_key, order_date
) s
JOIN core.dim_store d ON d.store_key = s.store_key;

WITH sales AS (
  SELECT customer_key,
         min(to_date(order_date))  AS first_order_on,
         max(to_date(order_date))  AS last_order_on,
         count(DISTINCT order_id)  AS orders,
         sum(net_amount)           AS net_amount,
         count(*)                  AS lines
  FROM core.v_net_sales
  WHERE customer_key IS NOT NULL
  GROUP BY customer_key
),
returned AS (
  SELECT customer_key, count(*) AS lines
  FROM core.fact_return
  GROUP BY customer_key
),
scored AS (
  SELECT s.customer_key,
         s.first_order_on,
         s.last_order_on,
         s.orders,
         s.net_amount,
         coalesce(r.lines, 0) / s.lines                 AS return_rate,
         ntile(5) OVER (ORDER BY s.last_order_on)       AS recency_score,
         ntile(5) OVER (ORDER BY s.orders)              AS frequency_score,
         ntile(5) OVER (ORDER BY s.net_amount)          AS monetary_score
  FROM sales s
  LEFT JOIN returned r ON r.customer_key = s.customer_key
)
INSERT OVERWRITE TABLE mart.customer_value
SELECT c.customer_key,
       c.customer_number,
       c.country_code,
       c.loyalty_tier,
       x.first_order_on,
       x.last_order_on,
       x.orders,
       x.net_amount,
       x.return_rate,
       x.recency_score,
       x.frequency_score,
       x.monetary_score,
       CASE
         WHEN x.recency_score >= 4 AND x.monetary_score >= 4 THEN 'champion'
         WHEN x.recency_score <= 2 AND x.frequency_score >= 4 THEN 'at risk'
         WHEN x.frequency_score = 1 THEN 'one-timer'
         ELSE 'regular'
       END
FROM scored x
JOIN core.dim_customer c ON c.customer_key = x.customer_key;

INSERT OVERWRITE TABLE mart.product_performance PARTITION (as_of)
SELECT p.variant_key,
       p.sku,
       p.product_name,
       p.brand_name,
       p.category_name,
       coalesce(s.quantity, 0),
       coalesce(s.net_amount, 0),
       coalesce(s.margin_amount, 0),
       coalesce(r.quantity, 0),
       rank() OVER (PARTITION BY p.category_name ORDER BY s.net_amount DESC),
       date_format(current_date, 'yyyy-MM-dd')
FROM core.dim_product p
LEFT JOIN (
  SELECT variant_key, sum(quantity) AS quantity, sum(net_amount) AS net_amount, sum(margin_amount) AS margin_amount
  FROM core.v_valid_sales
  WHERE order_date >= date_sub(current_date, 30)
  GROUP BY variant_key
) s ON s.variant_key = p.variant_key
LEFT JOIN (
  SELECT variant_key, sum(quantity) AS quantity
  FROM core.fact_return
  WHERE request_date >= date_sub(current_date, 30)
  GROUP BY variant_key
) r ON r.variant_key = p.variant_key;

INSERT OVERWRITE TABLE mart.funnel_daily PARTITION (event_date)
SELECT s.device_kind,
       count(*),
       count(b.session_id),
       sum(if(s.has_purchase, 1, 0)),
       sum(if(s.has_purchase, 1, 0)) / count(*),
       s.event_date
FROM core.fact_session s
LEFT JOIN (SELECT DISTINCT session_id, event_date FROM core.fact_basket_item) b
  ON b.session_id = s.session_id AND b.event_date = s.event_date
GROUP BY s.device_kind, s.event_date;

-- Small enough to be thrown away and built anew.
DROP TABLE IF EXISTS mart.return_reasons;
CREATE TABLE mart.return_reasons STORED AS ORC AS
SELECT r.reason_code,
       p.category_name,
       p.brand_name,
       substr(r.request_date, 1, 7)     AS request_month,
       count(*)                         AS returns,
       sum(r.refund_amount)             AS refund_amount,
       avg(r.days_to_return)            AS average_days
FROM core.fact_return r
JOIN core.dim_product p ON p.variant_key = r.variant_key
GROUP BY r.reason_code, p.category_name, p.brand_name, substr(r.request_date, 1, 7);
