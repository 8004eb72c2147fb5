-- Landing zone of the shop database: one external table per source table, one partition per load.
-- Types are as the export writes them; nothing is corrected here.

CREATE DATABASE IF NOT EXISTS staging
COMMENT 'Raw loads, kept 90 days'
LOCATION '/warehouse/staging';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.orders (
  order_id      BIGINT        COMMENT 'Key of the shop database',
  order_number  STRING        COMMENT 'Printed on the invoice',
  customer_id   BIGINT        COMMENT 'Null for till receipts without a loyalty card',
  store_id      INT,
  channel       STRING        COMMENT 'web, app, store, phone or marketplace',
  status        STRING,
  currency      STRING,
  net_total     DECIMAL(14,2),
  vat_total     DECIMAL(14,2),
  shipping_fee  DECIMAL(8,2),
  promotion_id  INT,
  ordered_at    TIMESTAMP     COMMENT 'UTC',
  cancelled_at  TIMESTAMP
)
COMMENT 'Orders as exported by the shop at 02:00'
PARTITIONED BY (load_date STRING COMMENT 'Day of the export')
STORED AS PARQUET
LOCATION '/landing/shop/orders'
TBLPROPERTIES ('source' = 'shop.sales.customer_order', 'owner' = 'data-platform');

CREATE EXTERNAL TABLE IF NOT EXISTS staging.order_lines (
  order_id        BIGINT,
  line_number     SMALLINT,
  variant_id      BIGINT,
  quantity        INT,
  unit_net_price  DECIMAL(12,4),
  discount_amount DECIMAL(12,2),
  vat_rate        DECIMAL(4,3),
  net_amount      DECIMAL(14,2),
  promotion_id    INT
)
COMMENT 'Lines of the exported orders'
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/order_lines'
TBLPROPERTIES ('source' = 'shop.sales.order_line');

CREATE EXTERNAL TABLE IF NOT EXISTS staging.payments (
  payment_id    BIGINT,
  order_id      BIGINT,
  method        STRING,
  amount        DECIMAL(14,2),
  currency      STRING,
  captured_at   TIMESTAMP,
  failed_reason STRING
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/payments';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.returns (
  return_id     BIGINT,
  order_id      BIGINT,
  line_number   SMALLINT,
  quantity      INT,
  reason_code   STRING,
  refund_amount DECIMAL(12,2),
  requested_at  TIMESTAMP,
  received_at   TIMESTAMP
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/returns';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.customers (
  customer_id          BIGINT,
  customer_number      STRING,
  email_sha256         STRING  COMMENT 'Hashed by the export; the address itself never leaves the shop',
  birth_year           INT,
  language             STRING,
  city                 STRING,
  country_code         STRING,
  loyalty_tier         STRING,
  registered_at        TIMESTAMP,
  registration_channel STRING,
  is_deleted           BOOLEAN
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/customers';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.products (
  product_id  BIGINT,
  sku         STRING,
  name        STRING,
  brand_name  STRING,
  category_id INT,
  weight_g    INT,
  is_fragile  BOOLEAN,
  status      STRING,
  listed_on   DATE,
  attributes  MAP<STRING,STRING> COMMENT 'Free attributes of the PIM'
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/products';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.product_variants (
  variant_id BIGINT,
  product_id BIGINT,
  ean        STRING,
  colour     STRING,
  size_label STRING,
  unit_cost  DECIMAL(12,4)
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/product_variants';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.categories (
  category_id        INT,
  parent_category_id INT,
  code               STRING,
  name               STRING
)
PARTITIONED BY (load_date STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
STORED AS TEXTFILE
LOCATION '/landing/shop/categories';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.stock_levels (
  warehouse_code STRING,
  variant_id     BIGINT,
  on_hand        INT,
  reserved       INT,
  reorder_point  INT
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/stock_levels';

CREATE EXTERNAL TABLE IF NOT EXISTS staging.shipments (
  shipment_id    BIGINT,
  order_id       BIGINT,
  warehouse_code STRING,
  carrier        STRING,
  shipped_at     TIMESTAMP,
  delivered_at   TIMESTAMP,
  weight_g       INT
)
PARTITIONED BY (load_date STRING)
STORED AS PARQUET
LOCATION '/landing/shop/shipments';
