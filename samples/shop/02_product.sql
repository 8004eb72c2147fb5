-- Product master data. Fed every hour by the PIM export.

CREATE TABLE product.brand (
    brand_id      integer GENERATED ALWAYS AS IDENTITY,
    name          varchar(80)  NOT NULL,
    owner_company varchar(120),
    country_code  char(2)      NOT NULL,
    is_own_brand  boolean      NOT NULL DEFAULT false,
    launched_on   date,
    created_at    timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT brand_pk PRIMARY KEY (brand_id),
    CONSTRAINT brand_name_uq UNIQUE (name)
);

CREATE TABLE product.category (
    category_id        integer      NOT NULL,
    parent_category_id integer,
    code               varchar(20)  NOT NULL,
    name               varchar(80)  NOT NULL,
    depth              smallint     NOT NULL DEFAULT 0,
    sort_order         integer      NOT NULL DEFAULT 100,
    is_active          boolean      NOT NULL DEFAULT true,
    created_at         timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT category_pk PRIMARY KEY (category_id),
    CONSTRAINT category_code_uq UNIQUE (code),
    CONSTRAINT category_parent_fk FOREIGN KEY (parent_category_id) REFERENCES product.category (category_id),
    CONSTRAINT category_depth_ck CHECK (depth BETWEEN 0 AND 6)
);

CREATE TABLE product.product (
    product_id   bigint        NOT NULL,
    sku          varchar(32)   NOT NULL,
    name         varchar(200)  NOT NULL,
    brand_id     integer       NOT NULL REFERENCES product.brand (brand_id),
    category_id  integer       NOT NULL REFERENCES product.category (category_id),
    description  text,
    net_weight_g integer,
    length_mm    integer,
    width_mm     integer,
    height_mm    integer,
    is_fragile   boolean       NOT NULL DEFAULT false,
    status       varchar(16)   NOT NULL DEFAULT 'draft',
    listed_on    date,
    delisted_on  date,
    created_at   timestamptz   NOT NULL DEFAULT now(),
    updated_at   timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT product_pk PRIMARY KEY (product_id),
    CONSTRAINT product_sku_uq UNIQUE (sku),
    CONSTRAINT product_status_ck CHECK (status IN ('draft', 'listed', 'paused', 'delisted'))
);

CREATE TABLE product.product_variant (
    variant_id bigint         NOT NULL,
    product_id bigint         NOT NULL,
    ean        char(13)       NOT NULL,
    colour     varchar(40),
    size_label varchar(20),
    unit_cost  numeric(12, 4) NOT NULL,
    is_default boolean        NOT NULL DEFAULT false,
    created_at timestamptz    NOT NULL DEFAULT now(),
    CONSTRAINT product_variant_pk PRIMARY KEY (variant_id),
    CONSTRAINT product_variant_ean_uq UNIQUE (ean),
    CONSTRAINT product_variant_product_fk FOREIGN KEY (product_id) REFERENCES product.product (product_id) ON DELETE CASCADE
);

CREATE TABLE product.price_list (
    price_list_id  integer     NOT NULL,
    code           varchar(20) NOT NULL,
    currency       char(3)     NOT NULL,
    channel        sales.sales_channel,
    valid_from     date        NOT NULL,
    valid_to       date,
    is_promotional boolean     NOT NULL DEFAULT false,
    CONSTRAINT price_list_pk PRIMARY KEY (price_list_id),
    CONSTRAINT price_list_period_ck CHECK (valid_to IS NULL OR valid_to >= valid_from)
);

CREATE TABLE product.price (
    price_list_id integer        NOT NULL,
    variant_id    bigint         NOT NULL,
    net_price     numeric(12, 4) NOT NULL,
    vat_rate      numeric(4, 3)  NOT NULL,
    gross_price   numeric(12, 2) GENERATED ALWAYS AS (round(net_price * (1 + vat_rate), 2)) STORED,
    min_quantity  integer        NOT NULL DEFAULT 1,
    updated_at    timestamptz    NOT NULL DEFAULT now(),
    CONSTRAINT price_pk PRIMARY KEY (price_list_id, variant_id, min_quantity),
    CONSTRAINT price_list_fk FOREIGN KEY (price_list_id) REFERENCES product.price_list (price_list_id),
    CONSTRAINT price_variant_fk FOREIGN KEY (variant_id) REFERENCES product.product_variant (variant_id)
);

CREATE TABLE product.supplier (
    supplier_id        integer      NOT NULL,
    name               varchar(120) NOT NULL,
    vat_number         varchar(20),
    country_code       char(2)      NOT NULL,
    city               varchar(80),
    contact_email      customer.email_address,
    payment_terms_days smallint     NOT NULL DEFAULT 30,
    lead_time_days     smallint,
    rating             numeric(2, 1),
    created_at         timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT supplier_pk PRIMARY KEY (supplier_id),
    CONSTRAINT supplier_vat_uq UNIQUE (vat_number)
);

CREATE TABLE product.product_supplier (
    product_id     bigint         NOT NULL REFERENCES product.product (product_id),
    supplier_id    integer        NOT NULL REFERENCES product.supplier (supplier_id),
    supplier_sku   varchar(40),
    purchase_price numeric(12, 4) NOT NULL,
    currency       char(3)        NOT NULL DEFAULT 'EUR',
    is_preferred   boolean        NOT NULL DEFAULT false,
    agreed_on      date           NOT NULL,
    PRIMARY KEY (product_id, supplier_id)
);

COMMENT ON TABLE product.product IS 'What the customer sees on a product page; the sellable unit is the variant.';
COMMENT ON COLUMN product.product.sku IS 'Stock keeping unit of the PIM; the first three letters are the buying department.';
COMMENT ON COLUMN product.product.delisted_on IS 'Last day on sale. Null while listed.';
COMMENT ON TABLE product.product_variant IS 'Colour and size of a product: what is ordered, stocked and shipped.';
COMMENT ON COLUMN product.product_variant.unit_cost IS 'Moving average cost in EUR, updated at goods receipt.';
COMMENT ON TABLE product.price IS 'Net price of a variant in a price list, from a minimum quantity on.';
