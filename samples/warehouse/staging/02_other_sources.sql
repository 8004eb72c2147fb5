-- Sources beside the shop: the store list of Real Estate and the click stream.

CREATE EXTERNAL TABLE IF NOT EXISTS staging.stores (
  store_id      INT,
  code          STRING,
  name          STRING,
  format        STRING,
  city          STRING,
  country_code  STRING,
  sales_area_m2 DOUBLE,
  opened_on     DATE,
  closed_on     DATE
)
COMMENT 'Kept by Real Estate in a spreadsheet, delivered on Mondays'
ROW FORMAT DELIMITED FIELDS TERMINATED BY ';'
STORED AS TEXTFILE
LOCATION '/landing/realestate/stores'
TBLPROPERTIES ('skip.header.line.count' = '1');

CREATE EXTERNAL TABLE IF NOT EXISTS staging.web_events (
  event_id    STRING,
  session_id  STRING,
  customer_id BIGINT      COMMENT 'Only after log-in',
  event_type  STRING      COMMENT 'page, search, basket, checkout or purchase',
  page_url    STRING,
  referrer    STRING,
  device      STRUCT<kind:STRING,os:STRING,browser:STRING>,
  basket      ARRAY<STRUCT<variant_id:BIGINT,quantity:INT>>,
  campaigns   ARRAY<STRING>,
  occurred_at TIMESTAMP
)
COMMENT 'Click stream of web and app, one row per event'
PARTITIONED BY (event_date STRING, event_hour INT)
STORED AS ORC
LOCATION '/landing/clickstream';

CREATE TABLE IF NOT EXISTS staging.holidays (
  holiday_date DATE,
  country_code STRING,
  holiday_name STRING
)
COMMENT 'Public holidays of the countries we trade in'
STORED AS ORC;
