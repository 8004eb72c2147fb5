CREATE TABLE IF NOT EXISTS core.fact_sales_line (
  order_id        BIGINT,
  line_number     SMALLINT,
  customer_key    BIGINT,
  store_key       INT,
  variant_key     BIGINT,
  channel         STRING,
  order_status    STRING,
  quantity        INT,
  net_amount      DECIMAL(14,2),
  discount_amount DECIMAL(12,2),
  cost_amount     DECIMAL(14,2) COMMENT 'Quantity times unit cost of the day of the load',
  margin_amount   DECIMAL(14,2),
  ordered_at      TIMESTAMP,
  CONSTRAINT fact_sales_line_customer_fk FOREIGN KEY (customer_key) REFERENCES core.dim_customer (customer_key) DISABLE NOVALIDATE,
  CONSTRAINT fact_sales_line_variant_fk FOREIGN KEY (variant_key) REFERENCES core.dim_product (variant_key) DISABLE NOVALIDATE
)
COMMENT 'One row per order line; cancelled orders stay, with their status'
PARTITIONED BY (order_date STRING)
CLUSTERED BY (customer_key) INTO 16 BUCKETS
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.fact_payment (
  payment_id  BIGINT,
  order_id    BIGINT,
  method      STRING,
  amount_eur  DECIMAL(14,2),
  is_captured BOOLEAN,
  captured_at TIMESTAMP
)
PARTITIONED BY (payment_date STRING)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.fact_return (
  return_id      BIGINT,
  order_id       BIGINT,
  line_number    SMALLINT,
  variant_key    BIGINT,
  customer_key   BIGINT,
  quantity       INT,
  reason_code    STRING,
  refund_amount  DECIMAL(12,2),
  days_to_return INT COMMENT 'From the order to the request'
)
PARTITIONED BY (request_date STRING)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.fact_stock_daily (
  warehouse_code STRING,
  variant_key    BIGINT,
  on_hand        INT,
  available      INT,
  stock_value    DECIMAL(16,2),
  is_below_reorder_point BOOLEAN
)
PARTITIONED BY (stock_date STRING)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.fact_basket_item (
  session_id   STRING,
  customer_key BIGINT,
  variant_key  BIGINT,
  quantity     INT,
  device_kind  STRING,
  occurred_at  TIMESTAMP
)
PARTITIONED BY (event_date STRING)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.fact_session (
  session_id     STRING,
  customer_key   BIGINT,
  device_kind    STRING,
  first_referrer STRING,
  page_views     BIGINT,
  has_purchase   BOOLEAN,
  started_at     TIMESTAMP,
  ended_at       TIMESTAMP
)
PARTITIONED BY (event_date STRING)
STORED AS ORC;
