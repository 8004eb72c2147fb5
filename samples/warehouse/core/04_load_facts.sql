-- Loads the facts of one day. Dynamic partitions: the last column of each SELECT.
SET hive.exec.dynamic.partition.mode = nonstrict;

INSERT OVERWRITE TABLE core.fact_sales_line PARTITION (order_date)
SELECT o.order_id,
       l.line_number,
       o.customer_id,
       o.store_id,
       l.variant_id,
       o.channel,
       o.status,
       l.quantity,
       l.net_amount,
       l.discount_amount,
       cast(l.quantity * v.unit_cost AS DECIMAL(14,2)),
       cast(l.net_amount - l.quantity * v.unit_cost AS DECIMAL(14,2)),
       o.ordered_at,
       date_format(o.ordered_at, 'yyyy-MM-dd')
FROM staging.orders o
JOIN staging.order_lines l
  ON l.order_id = o.order_id AND l.load_date = o.load_date
LEFT JOIN staging.product_variants v
  ON v.variant_id = l.variant_id AND v.load_date = l.load_date;

INSERT OVERWRITE TABLE core.fact_payment PARTITION (payment_date)
SELECT payment_id,
       order_id,
       method,
       CASE currency WHEN 'EUR' THEN amount WHEN 'GBP' THEN amount * 1.17 WHEN 'SEK' THEN amount * 0.088 END,
       captured_at IS NOT NULL,
       captured_at,
       load_date
FROM staging.payments
WHERE failed_reason IS NULL;

INSERT OVERWRITE TABLE core.fact_return PARTITION (request_date)
SELECT r.return_id,
       r.order_id,
       r.line_number,
       l.variant_id,
       o.customer_id,
       r.quantity,
       upper(r.reason_code),
       r.refund_amount,
       datediff(r.requested_at, o.ordered_at),
       date_format(r.requested_at, 'yyyy-MM-dd')
FROM staging.returns r
JOIN staging.order_lines l ON l.order_id = r.order_id AND l.line_number = r.line_number
JOIN staging.orders o ON o.order_id = r.order_id;

INSERT INTO TABLE core.fact_stock_daily PARTITION (stock_date)
SELECT s.warehouse_code,
       s.variant_id,
       s.on_hand,
       s.on_hand - s.reserved,
       cast(s.on_hand * p.unit_cost AS DECIMAL(16,2)),
       s.on_hand - s.reserved < coalesce(s.reorder_point, 0),
       s.load_date
FROM staging.stock_levels s
LEFT JOIN core.dim_product p ON p.variant_key = s.variant_id;

-- The click stream is read once for both tables.
FROM staging.web_events e
INSERT OVERWRITE TABLE core.fact_session PARTITION (event_date)
  SELECT e.session_id,
         max(e.customer_id),
         max(e.device.kind),
         min(e.referrer),
         sum(CASE WHEN e.event_type = 'page' THEN 1 ELSE 0 END),
         max(e.event_type = 'purchase'),
         min(e.occurred_at),
         max(e.occurred_at),
         e.event_date
  GROUP BY e.session_id, e.event_date
INSERT OVERWRITE TABLE core.fact_basket_item PARTITION (event_date)
  SELECT e.session_id,
         e.customer_id,
         e.basket[0].variant_id,
         e.basket[0].quantity,
         e.device.kind,
         e.occurred_at,
         e.event_date
  WHERE e.event_type = 'basket' AND size(e.basket) = 1;

INSERT INTO TABLE core.fact_basket_item PARTITION (event_date)
SELECT e.session_id,
       e.customer_id,
       item.variant_id,
       item.quantity,
       e.device.kind,
       e.occurred_at,
       e.event_date
FROM staging.web_events e
LATERAL VIEW explode(e.basket) b AS item
WHERE e.event_type = 'basket' AND size(e.basket) > 1;
