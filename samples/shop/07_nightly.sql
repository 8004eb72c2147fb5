-- Nightly job, 02:30. Keeps one segment per customer and day; read by the newsletter tool.

INSERT INTO customer.segment_snapshot (snapshot_on, customer_id, segment, lifetime_revenue, last_order_on)
SELECT current_date, customer_id, segment, lifetime_revenue, last_order_at::date
FROM customer.customer_360
WHERE orders > 0;
