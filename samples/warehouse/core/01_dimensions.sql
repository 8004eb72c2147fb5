-- Core layer: cleaned, one row per business object, the only layer that marts may read.

CREATE DATABASE IF NOT EXISTS core COMMENT 'Cleaned and integrated';

CREATE TABLE IF NOT EXISTS core.dim_date (
  date_key     INT     COMMENT 'yyyymmdd',
  calendar_day DATE,
  iso_week     INT,
  month_number INT,
  month_name   STRING,
  quarter      INT,
  year         INT,
  is_weekend   BOOLEAN,
  is_holiday   BOOLEAN,
  PRIMARY KEY (date_key) DISABLE NOVALIDATE
)
COMMENT 'Calendar 2015 to 2035'
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.dim_customer (
  customer_key    BIGINT,
  customer_number STRING,
  email_sha256    STRING,
  age_band        STRING  COMMENT 'Ten years wide',
  language        STRING,
  city            STRING,
  country_code    STRING,
  loyalty_tier    STRING,
  registered_on   DATE,
  valid_from      DATE,
  PRIMARY KEY (customer_key) DISABLE NOVALIDATE
)
COMMENT 'Current state of every customer that is not deleted'
STORED AS ORC
TBLPROPERTIES ('orc.compress' = 'SNAPPY');

CREATE TABLE IF NOT EXISTS core.dim_product (
  variant_key    BIGINT  COMMENT 'Sellable unit',
  product_id     BIGINT,
  sku            STRING,
  product_name   STRING,
  brand_name     STRING,
  category_code  STRING,
  category_name  STRING,
  parent_category_name STRING,
  colour         STRING,
  size_label     STRING,
  unit_cost      DECIMAL(12,4),
  material       STRING  COMMENT 'Attribute "material" of the PIM',
  is_fragile     BOOLEAN,
  PRIMARY KEY (variant_key) DISABLE NOVALIDATE
)
STORED AS ORC;

CREATE TABLE IF NOT EXISTS core.dim_store (
  store_key     INT,
  code          STRING,
  name          STRING,
  format        STRING,
  city          STRING,
  country_code  STRING,
  sales_area_m2 DOUBLE,
  is_open       BOOLEAN,
  PRIMARY KEY (store_key) DISABLE NOVALIDATE
)
STORED AS ORC;
