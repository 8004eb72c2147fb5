-- Customers, addresses, loyalty. Personal data: access is logged.

CREATE TABLE customer.customer (
    customer_id          bigint       NOT NULL,
    customer_number      varchar(12)  NOT NULL,
    email                customer.email_address NOT NULL,
    first_name           varchar(60),
    last_name            varchar(60)  NOT NULL,
    birth_date           date,
    phone                varchar(24),
    language             char(2)      NOT NULL DEFAULT 'en',
    registered_at        timestamptz  NOT NULL DEFAULT now(),
    registration_channel sales.sales_channel NOT NULL,
    marketing_consent    boolean      NOT NULL DEFAULT false,
    deleted_at           timestamptz,
    CONSTRAINT customer_pk PRIMARY KEY (customer_id),
    CONSTRAINT customer_number_uq UNIQUE (customer_number)
);

CREATE UNIQUE INDEX customer_email_uq ON customer.customer (lower(email)) WHERE deleted_at IS NULL;

CREATE TABLE customer.address (
    address_id   bigint       NOT NULL,
    customer_id  bigint       NOT NULL,
    kind         varchar(10)  NOT NULL DEFAULT 'shipping',
    street       varchar(120) NOT NULL,
    house_number varchar(12),
    postal_code  varchar(12)  NOT NULL,
    city         varchar(80)  NOT NULL,
    region       varchar(80),
    country_code char(2)      NOT NULL,
    is_default   boolean      NOT NULL DEFAULT false,
    created_at   timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT address_pk PRIMARY KEY (address_id),
    CONSTRAINT address_customer_fk FOREIGN KEY (customer_id) REFERENCES customer.customer (customer_id) ON DELETE CASCADE,
    CONSTRAINT address_kind_ck CHECK (kind IN ('shipping', 'billing'))
);

CREATE TABLE customer.loyalty_account (
    account_id     bigint      NOT NULL,
    customer_id    bigint      NOT NULL,
    tier           varchar(10) NOT NULL DEFAULT 'green',
    points_balance integer     NOT NULL DEFAULT 0,
    opened_on      date        NOT NULL,
    closed_on      date,
    tier_since     date        NOT NULL,
    CONSTRAINT loyalty_account_pk PRIMARY KEY (account_id),
    CONSTRAINT loyalty_account_customer_uq UNIQUE (customer_id),
    CONSTRAINT loyalty_account_customer_fk FOREIGN KEY (customer_id) REFERENCES customer.customer (customer_id)
);

CREATE TABLE customer.loyalty_entry (
    entry_id   bigint      NOT NULL,
    account_id bigint      NOT NULL,
    order_id   bigint,
    points     integer     NOT NULL,
    reason     varchar(24) NOT NULL,
    booked_at  timestamptz NOT NULL,
    expires_on date,
    CONSTRAINT loyalty_entry_pk PRIMARY KEY (entry_id),
    CONSTRAINT loyalty_entry_account_fk FOREIGN KEY (account_id) REFERENCES customer.loyalty_account (account_id)
);

CREATE TABLE customer.consent_log (
    consent_id  bigint      NOT NULL,
    customer_id bigint      NOT NULL REFERENCES customer.customer (customer_id),
    purpose     varchar(30) NOT NULL,
    granted     boolean     NOT NULL,
    source      varchar(30) NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    recorded_by varchar(60),
    PRIMARY KEY (consent_id)
);

CREATE TABLE customer.segment_snapshot (
    snapshot_on      date        NOT NULL,
    customer_id      bigint      NOT NULL REFERENCES customer.customer (customer_id),
    segment          varchar(20) NOT NULL,
    lifetime_revenue numeric(14, 2),
    last_order_on    date,
    PRIMARY KEY (snapshot_on, customer_id)
);

COMMENT ON TABLE customer.customer IS 'One row per registered person. A deleted customer keeps the row without personal data.';
COMMENT ON COLUMN customer.customer.customer_number IS 'Printed on invoices and the loyalty card.';
COMMENT ON COLUMN customer.customer.marketing_consent IS 'Latest state; the history is in consent_log.';
COMMENT ON TABLE customer.loyalty_entry IS 'Bookings of points; the balance of the account is their sum.';
