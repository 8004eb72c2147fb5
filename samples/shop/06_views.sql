-- Views the shop's own applications and the reporting team read.

CREATE VIEW product.category_path AS
WITH RECURSIVE walk AS (
    SELECT category_id, parent_category_id, code, name::text AS path, 0 AS level
    FROM product.category
    WHERE parent_category_id IS NULL
    UNION ALL
    SELECT c.category_id, c.parent_category_id, c.code, w.path || ' > ' || c.name, w.level + 1
    FROM product.category AS c
    JOIN walk AS w ON w.category_id = c.parent_category_id
    WHERE c.is_active
)
SELECT category_id, code, path, level FROM walk;

CREATE VIEW product.current_price AS
SELECT variant_id, currency, channel, net_price, gross_price, price_list_code
FROM (
    SELECT p.variant_id,
           l.currency,
           l.channel,
           p.net_price,
           p.gross_price,
           l.code AS price_list_code,
           row_number() OVER (PARTITION BY p.variant_id, l.channel ORDER BY l.is_promotional DESC, l.valid_from DESC) AS rank
    FROM product.price AS p
    JOIN product.price_list AS l ON l.price_list_id = p.price_list_id
    WHERE p.min_quantity = 1
      AND current_date BETWEEN l.valid_from AND coalesce(l.valid_to, DATE '9999-12-31')
) AS ranked
WHERE rank = 1;

CREATE VIEW sales.order_summary AS
SELECT o.order_id,
       o.order_number,
       o.ordered_at,
       o.channel,
       o.status,
       concat_ws(' ', c.first_name, c.last_name) AS customer_name,
       count(l.line_number)                      AS lines,
       sum(l.quantity)                           AS items,
       sum(l.net_amount)                         AS net_amount,
       sum(l.net_amount * l.vat_rate)            AS vat_amount,
       max(pay.paid)                             AS paid_amount
FROM sales.customer_order AS o
LEFT JOIN customer.customer AS c ON c.customer_id = o.customer_id
JOIN sales.order_line AS l ON l.order_id = o.order_id
LEFT JOIN (
    SELECT order_id, sum(amount) AS paid
    FROM sales.payment
    WHERE captured_at IS NOT NULL
    GROUP BY order_id
) AS pay ON pay.order_id = o.order_id
GROUP BY o.order_id, o.order_number, o.ordered_at, o.channel, o.status, c.first_name, c.last_name;

CREATE VIEW sales.daily_revenue AS
WITH per_day AS (
    SELECT o.ordered_at::date AS day, o.channel, sum(o.net_total) AS revenue, count(*) AS orders
    FROM sales.customer_order AS o
    WHERE o.status <> 'cancelled'
    GROUP BY 1, 2
)
SELECT day,
       channel,
       revenue,
       orders,
       sum(revenue) OVER (PARTITION BY channel ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS revenue_7_days,
       revenue - lag(revenue, 7) OVER (PARTITION BY channel ORDER BY day)                             AS change_to_last_week
FROM per_day;

CREATE VIEW customer.customer_360 AS
WITH spending AS (
    SELECT customer_id,
           count(*)        AS orders,
           sum(net_total)  AS lifetime_revenue,
           min(ordered_at) AS first_order_at,
           max(ordered_at) AS last_order_at
    FROM sales.customer_order
    WHERE status NOT IN ('cancelled', 'returned')
    GROUP BY customer_id
),
home AS (
    SELECT DISTINCT ON (customer_id) customer_id, city, country_code
    FROM customer.address
    ORDER BY customer_id, is_default DESC, created_at DESC
)
SELECT c.customer_id,
       c.customer_number,
       md5(c.email)                        AS email_hash,
       c.language,
       h.city,
       h.country_code,
       a.tier,
       a.points_balance,
       coalesce(s.orders, 0)               AS orders,
       coalesce(s.lifetime_revenue, 0)     AS lifetime_revenue,
       s.first_order_at,
       s.last_order_at,
       CASE
           WHEN s.orders IS NULL THEN 'prospect'
           WHEN s.last_order_at < now() - interval '18 months' THEN 'dormant'
           WHEN a.tier = 'gold' OR s.lifetime_revenue > 5000 THEN 'key'
           ELSE 'active'
       END                                 AS segment,
       (SELECT count(*)
        FROM sales.return_request AS r
        JOIN sales.customer_order AS ro ON ro.order_id = r.order_id
        WHERE ro.customer_id = c.customer_id) AS returns
FROM customer.customer AS c
LEFT JOIN spending AS s USING (customer_id)
LEFT JOIN home AS h USING (customer_id)
LEFT JOIN customer.loyalty_account AS a ON a.customer_id = c.customer_id AND a.closed_on IS NULL
WHERE c.deleted_at IS NULL;

CREATE VIEW stock.availability AS
SELECT variant_id, sum(free) AS free_now, sum(inbound) AS inbound, min(next_receipt_on) AS next_receipt_on
FROM (
    SELECT variant_id, on_hand - reserved AS free, 0 AS inbound, NULL::date AS next_receipt_on
    FROM stock.stock_level
    UNION ALL
    SELECT pl.variant_id, 0, pl.quantity_ordered - pl.quantity_received, po.expected_on
    FROM stock.purchase_order_line AS pl
    JOIN stock.purchase_order AS po ON po.purchase_order_id = pl.purchase_order_id
    WHERE po.received_on IS NULL
) AS movements
GROUP BY variant_id;

CREATE VIEW stock.late_shipment AS
SELECT s.shipment_id,
       o.order_number,
       w.code                                       AS warehouse_code,
       s.carrier,
       s.shipped_at,
       extract(day FROM now() - s.shipped_at)       AS days_on_the_way,
       EXISTS (SELECT 1 FROM sales.return_request AS r WHERE r.order_id = s.order_id AND r.reason_code = 'LATE') AS is_complained
FROM stock.shipment AS s
JOIN sales.customer_order AS o ON o.order_id = s.order_id
JOIN stock.warehouse AS w ON w.warehouse_id = s.warehouse_id
WHERE s.delivered_at IS NULL
  AND s.shipped_at < now() - interval '5 days';

CREATE VIEW sales.promotion_effect AS
SELECT p.promotion_id,
       p.code,
       p.budget,
       count(DISTINCT l.order_id)                                       AS orders,
       sum(l.discount_amount)                                           AS discount_given,
       round(100.0 * sum(l.discount_amount) / nullif(p.budget, 0), 1)   AS budget_used_percent
FROM sales.promotion AS p
LEFT JOIN sales.order_line AS l ON l.promotion_id = p.promotion_id
GROUP BY p.promotion_id, p.code, p.budget;

CREATE MATERIALIZED VIEW sales.product_sales_month AS
SELECT date_trunc('month', o.ordered_at)::date AS month,
       v.product_id,
       b.name                                  AS brand_name,
       sum(l.quantity)                         AS quantity,
       sum(l.net_amount)                       AS net_amount,
       sum(l.net_amount - l.quantity * v.unit_cost) AS margin
FROM sales.order_line AS l
JOIN sales.customer_order AS o ON o.order_id = l.order_id
JOIN product.product_variant AS v ON v.variant_id = l.variant_id
JOIN product.product AS p ON p.product_id = v.product_id
JOIN product.brand AS b ON b.brand_id = p.brand_id
GROUP BY 1, 2, 3;
