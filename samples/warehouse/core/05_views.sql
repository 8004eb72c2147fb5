-- Views on the core layer that more than one mart needs.

CREATE VIEW IF NOT EXISTS core.v_valid_sales COMMENT 'Sales lines of orders that were not cancelled' AS
SELECT *
FROM core.fact_sales_line
WHERE order_status <> 'cancelled';

CREATE VIEW core.v_net_sales AS
SELECT s.order_id,
       s.line_number,
       s.customer_key,
       s.store_key,
       s.variant_key,
       s.channel,
       s.order_date,
       s.net_amount - coalesce(r.refund_amount, 0) AS net_amount,
       s.margin_amount,
       s.quantity - coalesce(r.quantity, 0)        AS quantity
FROM core.v_valid_sales s
LEFT JOIN (
  SELECT order_id, line_number, sum(refund_amount) AS refund_amount, sum(quantity) AS quantity
  FROM core.fact_return
  GROUP BY order_id, line_number
) r ON r.order_id = s.order_id AND r.line_number = s.line_number;

CREATE VIEW core.v_customer_activity AS
SELECT customer_key, ordered_at AS happened_at, 'order' AS activity, net_amount AS value FROM core.fact_sales_line
UNION ALL
SELECT customer_key, started_at, 'visit', cast(NULL AS DECIMAL(14,2)) FROM core.fact_session WHERE customer_key IS NOT NULL
UNION ALL
SELECT customer_key, cast(request_date AS TIMESTAMP), 'return', -refund_amount FROM core.fact_return;

CREATE VIEW core.v_campaign_touch AS
SELECT e.session_id,
       e.customer_id AS customer_key,
       campaign,
       touch_number,
       e.occurred_at
FROM staging.web_events e
LATERAL VIEW posexplode(e.campaigns) c AS touch_number, campaign;
