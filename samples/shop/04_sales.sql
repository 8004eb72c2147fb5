-- Stores, orders, payments, returns.

CREATE TABLE sales.store (
    store_id      integer      NOT NULL,
    code          varchar(8)   NOT NULL,
    name          varchar(80)  NOT NULL,
    format        varchar(16)  NOT NULL,
    street        varchar(120),
    postal_code   varchar(12),
    city          varchar(80)  NOT NULL,
    country_code  char(2)      NOT NULL,
    sales_area_m2 numeric(8, 1),
    opened_on     date         NOT NULL,
    closed_on     date,
    CONSTRAINT store_pk PRIMARY KEY (store_id),
    CONSTRAINT store_code_uq UNIQUE (code),
    CONSTRAINT store_format_ck CHECK (format IN ('flagship', 'city', 'garden centre', 'outlet'))
);

CREATE TABLE sales.employee (
    employee_id      integer     NOT NULL,
    personnel_number varchar(10) NOT NULL,
    first_name       varchar(60) NOT NULL,
    last_name        varchar(60) NOT NULL,
    store_id         integer     REFERENCES sales.store (store_id),
    role             varchar(30) NOT NULL,
    hired_on         date        NOT NULL,
    left_on          date,
    manager_id       integer     REFERENCES sales.employee (employee_id),
    CONSTRAINT employee_pk PRIMARY KEY (employee_id),
    CONSTRAINT employee_number_uq UNIQUE (personnel_number)
);

CREATE TABLE sales.promotion (
    promotion_id     integer       NOT NULL,
    code             varchar(24)   NOT NULL,
    name             varchar(120)  NOT NULL,
    kind             varchar(20)   NOT NULL,
    discount_percent numeric(5, 2),
    starts_at        timestamptz   NOT NULL,
    ends_at          timestamptz   NOT NULL,
    budget           numeric(14, 2),
    is_stackable     boolean       NOT NULL DEFAULT false,
    CONSTRAINT promotion_pk PRIMARY KEY (promotion_id),
    CONSTRAINT promotion_code_uq UNIQUE (code)
);

CREATE TABLE sales.customer_order (
    order_id            bigint              NOT NULL,
    order_number        varchar(16)         NOT NULL,
    customer_id         bigint              REFERENCES customer.customer (customer_id),
    store_id            integer             REFERENCES sales.store (store_id),
    sold_by             integer             REFERENCES sales.employee (employee_id),
    channel             sales.sales_channel NOT NULL,
    status              sales.order_status  NOT NULL DEFAULT 'placed',
    currency            char(3)             NOT NULL DEFAULT 'EUR',
    net_total           numeric(14, 2)      NOT NULL,
    vat_total           numeric(14, 2)      NOT NULL,
    shipping_fee        numeric(8, 2)       NOT NULL DEFAULT 0,
    promotion_id        integer             REFERENCES sales.promotion (promotion_id),
    shipping_address_id bigint              REFERENCES customer.address (address_id),
    ordered_at          timestamptz         NOT NULL,
    cancelled_at        timestamptz,
    updated_at          timestamptz         NOT NULL DEFAULT now(),
    CONSTRAINT customer_order_pk PRIMARY KEY (order_id),
    CONSTRAINT customer_order_number_uq UNIQUE (order_number)
);

CREATE TABLE sales.order_line (
    order_id        bigint         NOT NULL,
    line_number     smallint       NOT NULL,
    variant_id      bigint         NOT NULL,
    quantity        integer        NOT NULL,
    unit_net_price  numeric(12, 4) NOT NULL,
    discount_amount numeric(12, 2) NOT NULL DEFAULT 0,
    vat_rate        numeric(4, 3)  NOT NULL,
    net_amount      numeric(14, 2) GENERATED ALWAYS AS (quantity * unit_net_price - discount_amount) STORED,
    promotion_id    integer,
    is_gift         boolean        NOT NULL DEFAULT false,
    CONSTRAINT order_line_pk PRIMARY KEY (order_id, line_number),
    CONSTRAINT order_line_quantity_ck CHECK (quantity > 0)
);

CREATE TABLE sales.payment (
    payment_id         bigint         NOT NULL,
    order_id           bigint         NOT NULL,
    method             varchar(20)    NOT NULL,
    provider_reference varchar(64),
    amount             numeric(14, 2) NOT NULL,
    currency           char(3)        NOT NULL,
    authorised_at      timestamptz,
    captured_at        timestamptz,
    failed_reason      varchar(120),
    CONSTRAINT payment_pk PRIMARY KEY (payment_id)
);

CREATE TABLE sales.return_request (
    return_id     bigint      NOT NULL,
    order_id      bigint      NOT NULL,
    line_number   smallint    NOT NULL,
    quantity      integer     NOT NULL,
    reason_code   varchar(12) NOT NULL,
    customer_note text,
    refund_amount numeric(12, 2),
    requested_at  timestamptz NOT NULL,
    received_at   timestamptz,
    refunded_at   timestamptz,
    CONSTRAINT return_request_pk PRIMARY KEY (return_id)
);

CREATE TABLE sales.voucher (
    voucher_id        bigint         NOT NULL,
    code              varchar(20)    NOT NULL UNIQUE,
    customer_id       bigint,
    face_value        numeric(10, 2) NOT NULL,
    remaining_value   numeric(10, 2) NOT NULL,
    issued_on         date           NOT NULL,
    expires_on        date           NOT NULL,
    redeemed_order_id bigint,
    PRIMARY KEY (voucher_id)
);

-- Every change of an order, by quarter. Partitions are made by the nightly job.
CREATE TABLE sales.order_event (
    event_id    bigint             NOT NULL,
    order_id    bigint             NOT NULL,
    event_type  varchar(30)        NOT NULL,
    old_status  sales.order_status,
    new_status  sales.order_status,
    occurred_at timestamptz        NOT NULL,
    payload     jsonb,
    CONSTRAINT order_event_pk PRIMARY KEY (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);

CREATE TABLE sales.order_event_2026_q1 PARTITION OF sales.order_event
    FOR VALUES FROM ('2026-01-01') TO ('2026-04-01');
CREATE TABLE sales.order_event_2026_q2 PARTITION OF sales.order_event
    FOR VALUES FROM ('2026-04-01') TO ('2026-07-01');

ALTER TABLE sales.order_line
    ADD CONSTRAINT order_line_order_fk FOREIGN KEY (order_id) REFERENCES sales.customer_order (order_id) ON DELETE CASCADE;
ALTER TABLE sales.order_line
    ADD CONSTRAINT order_line_variant_fk FOREIGN KEY (variant_id) REFERENCES product.product_variant (variant_id);
ALTER TABLE sales.payment
    ADD CONSTRAINT payment_order_fk FOREIGN KEY (order_id) REFERENCES sales.customer_order (order_id);
ALTER TABLE sales.return_request
    ADD CONSTRAINT return_request_line_fk FOREIGN KEY (order_id, line_number) REFERENCES sales.order_line (order_id, line_number);
ALTER TABLE sales.voucher
    ADD CONSTRAINT voucher_customer_fk FOREIGN KEY (customer_id) REFERENCES customer.customer (customer_id);
ALTER TABLE customer.loyalty_entry
    ADD CONSTRAINT loyalty_entry_order_fk FOREIGN KEY (order_id) REFERENCES sales.customer_order (order_id);

COMMENT ON TABLE sales.customer_order IS 'Head of an order of any channel; till receipts of stores arrive as orders of channel ''store''.';
COMMENT ON COLUMN sales.customer_order.net_total IS 'Sum of the lines, without VAT and shipping, in the order''s currency.';
COMMENT ON COLUMN sales.order_line.is_gift IS 'The line is wrapped; the price is left off the delivery note.';
COMMENT ON TABLE sales.return_request IS 'Announced returns. A refund is paid when the goods have arrived.';
COMMENT ON COLUMN sales.return_request.reason_code IS 'DAMAGED, WRONG_ITEM, NOT_LIKED, LATE or OTHER.';
