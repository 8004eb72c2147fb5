-- Handed in by Controlling in March, never deployed: purchase prices moved from the variant to
-- product.product_supplier when suppliers were split off, and this draft still reads them there.

CREATE VIEW sales.margin_by_brand AS
SELECT b.brand_id,
       b.name                                             AS brand_name,
       sum(l.net_amount)                                  AS revenue,
       sum(l.net_amount) - sum(l.quantity * v.purchase_price) AS margin
FROM sales.order_line AS l
JOIN product.product_variant AS v ON v.variant_id = l.variant_id
JOIN product.product AS p ON p.product_id = v.product_id
JOIN product.brand AS b ON b.brand_id = p.brand_id
GROUP BY b.brand_id, b.name;
