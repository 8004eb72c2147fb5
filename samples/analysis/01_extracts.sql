-- Analysts' workbench, one DuckDB file per quarter. Extracts of the marts plus what the marts lack.

CREATE TABLE store_sales (
    order_date        DATE NOT NULL,
    store_code        VARCHAR NOT NULL,
    store_name        VARCHAR,
    country_code      VARCHAR,
    orders            BIGINT,
    items             BIGINT,
    net_amount        DECIMAL(16, 2),
    margin_amount     DECIMAL(16, 2),
    net_amount_per_m2 DOUBLE,
    PRIMARY KEY (order_date, store_code)
);

CREATE TABLE customer_value (
    customer_key    BIGINT PRIMARY KEY,
    country_code    VARCHAR,
    loyalty_tier    VARCHAR,
    first_order_on  DATE,
    last_order_on   DATE,
    orders          BIGINT,
    net_amount      DECIMAL(16, 2),
    return_rate     DOUBLE,
    segment         VARCHAR
);

CREATE TABLE product_performance (
    as_of               DATE,
    variant_key         BIGINT,
    sku                 VARCHAR,
    product_name        VARCHAR,
    brand_name          VARCHAR,
    category_name       VARCHAR,
    quantity_30d        BIGINT,
    net_amount_30d      DECIMAL(16, 2),
    margin_30d          DECIMAL(16, 2),
    return_quantity_30d BIGINT
);

CREATE TABLE store_budget (
    store_code      VARCHAR NOT NULL,
    budget_month    DATE NOT NULL,
    net_amount      DECIMAL(16, 2) NOT NULL,
    staff_hours     INTEGER,
    approved_by     VARCHAR,
    approved_on     DATE,
    PRIMARY KEY (store_code, budget_month)
);

CREATE TABLE weather_daily (
    city             VARCHAR NOT NULL,
    observed_on      DATE NOT NULL,
    temperature_mean DOUBLE,
    temperature_max  DOUBLE,
    rain_mm          DOUBLE,
    sunshine_hours   DOUBLE,
    PRIMARY KEY (city, observed_on)
);

CREATE TABLE store_place (
    store_code   VARCHAR PRIMARY KEY,
    city         VARCHAR NOT NULL,
    region       VARCHAR,
    country_code VARCHAR NOT NULL,
    inhabitants  INTEGER,
    competitors  VARCHAR[],
    opening      STRUCT(weekday VARCHAR, saturday VARCHAR)
);

CREATE TABLE price_test (
    test_id       INTEGER,
    test_name     VARCHAR NOT NULL,
    sku           VARCHAR NOT NULL,
    variant_group VARCHAR NOT NULL CHECK (variant_group IN ('control', 'test')),
    price_change  DECIMAL(5, 2),
    started_on    DATE NOT NULL,
    ended_on      DATE,
    PRIMARY KEY (test_id, sku)
);

COMMENT ON TABLE store_budget IS 'Signed-off budget per store and month, from Controlling';
COMMENT ON COLUMN price_test.price_change IS 'Percent against the list price; 0 for the control group';
COMMENT ON COLUMN store_place.competitors IS 'Names of home and garden stores within ten kilometres';
