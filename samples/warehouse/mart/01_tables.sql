-- Marts: what reports read. Rebuilt every night at 05:00.

CREATE DATABASE IF NOT EXISTS mart;

CREATE TABLE IF NOT EXISTS mart.daily_store_sales (
  store_code       STRING,
  store_name       STRING,
  country_code     STRING,
  orders           BIGINT,
  items            BIGINT,
  net_amount       DECIMAL(16,2),
  margin_amount    DECIMAL(16,2),
  net_amount_per_m2 DOUBLE COMMENT 'Revenue per square metre of sales area',
  net_amount_ytd   DECIMAL(18,2)
)
COMMENT 'One row per store and day'
PARTITIONED BY (order_date STRING)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS mart.customer_value (
  customer_key     BIGINT,
  customer_number  STRING,
  country_code     STRING,
  loyalty_tier     STRING,
  first_order_on   DATE,
  last_order_on    DATE,
  orders           BIGINT,
  net_amount       DECIMAL(16,2),
  return_rate      DOUBLE,
  recency_score    INT,
  frequency_score  INT,
  monetary_score   INT,
  segment          STRING
)
COMMENT 'Recency, frequency and monetary value of every customer with an order'
STORED AS ORC;

CREATE TABLE IF NOT EXISTS mart.product_performance (
  variant_key    BIGINT,
  sku            STRING,
  product_name   STRING,
  brand_name     STRING,
  category_name  STRING,
  quantity_30d   BIGINT,
  net_amount_30d DECIMAL(16,2),
  margin_30d     DECIMAL(16,2),
  return_quantity_30d BIGINT,
  rank_in_category INT
)
PARTITIONED BY (as_of STRING)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS mart.funnel_daily (
  device_kind     STRING,
  sessions        BIGINT,
  with_basket     BIGINT,
  with_purchase   BIGINT,
  conversion_rate DOUBLE
)
PARTITIONED BY (event_date STRING)
STORED AS ORC;
