-- Loads the dimensions from the newest staging partition. Runs daily at 03:30.

INSERT OVERWRITE TABLE core.dim_customer
SELECT c.customer_id,
       c.customer_number,
       c.email_sha256,
       CASE
         WHEN c.birth_year IS NULL THEN 'unknown'
         ELSE concat(cast(floor((year(current_date) - c.birth_year) / 10) * 10 AS STRING), '+')
       END,
       lower(c.language),
       initcap(c.city),
       upper(c.country_code),
       coalesce(c.loyalty_tier, 'none'),
       to_date(c.registered_at),
       to_date(c.load_date)
FROM (
  SELECT s.*,
         row_number() OVER (PARTITION BY s.customer_id ORDER BY s.load_date DESC) AS version
  FROM staging.customers s
) c
WHERE c.version = 1
  AND NOT c.is_deleted;

INSERT OVERWRITE TABLE core.dim_product
SELECT v.variant_id,
       p.product_id,
       p.sku,
       trim(p.name),
       p.brand_name,
       c.code,
       c.name,
       parent.name,
       v.colour,
       v.size_label,
       v.unit_cost,
       p.attributes['material'],
       p.is_fragile
FROM staging.product_variants v
JOIN staging.products p
  ON p.product_id = v.product_id AND p.load_date = v.load_date
LEFT JOIN staging.categories c
  ON c.category_id = p.category_id AND c.load_date = p.load_date
LEFT JOIN staging.categories parent
  ON parent.category_id = c.parent_category_id AND parent.load_date = c.load_date
WHERE v.load_date = date_format(current_date, 'yyyy-MM-dd')
  AND p.status <> 'draft';

INSERT OVERWRITE TABLE core.dim_store
SELECT store_id, code, name, format, city, country_code, sales_area_m2, closed_on IS NULL
FROM staging.stores;

-- Once a year, when the calendar is extended.
INSERT OVERWRITE TABLE core.dim_date
SELECT cast(date_format(d.calendar_day, 'yyyyMMdd') AS INT),
       d.calendar_day,
       weekofyear(d.calendar_day),
       month(d.calendar_day),
       date_format(d.calendar_day, 'MMMM'),
       quarter(d.calendar_day),
       year(d.calendar_day),
       date_format(d.calendar_day, 'u') IN ('6', '7'),
       h.holiday_name IS NOT NULL
FROM (
  SELECT date_add('2015-01-01', n) AS calendar_day
  FROM (SELECT space(7669) AS blanks) one
  LATERAL VIEW posexplode(split(one.blanks, ' ')) days AS n, blank
) d
LEFT JOIN staging.holidays h ON h.holiday_date = d.calendar_day AND h.country_code = 'DE';
