-- Warehouses, stock and purchasing.

CREATE TABLE stock.warehouse (
    warehouse_id     integer     NOT NULL PRIMARY KEY,
    code             varchar(8)  NOT NULL UNIQUE,
    name             varchar(80) NOT NULL,
    city             varchar(80) NOT NULL,
    country_code     char(2)     NOT NULL,
    capacity_pallets integer,
    is_automated     boolean     NOT NULL DEFAULT false
);

CREATE TABLE stock.stock_level (
    warehouse_id  integer     NOT NULL REFERENCES stock.warehouse (warehouse_id),
    variant_id    bigint      NOT NULL REFERENCES product.product_variant (variant_id),
    on_hand       integer     NOT NULL DEFAULT 0,
    reserved      integer     NOT NULL DEFAULT 0,
    reorder_point integer,
    counted_at    timestamptz,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (warehouse_id, variant_id),
    CONSTRAINT stock_level_reserved_ck CHECK (reserved >= 0)
);

CREATE TABLE stock.stock_movement (
    movement_id  bigint      NOT NULL PRIMARY KEY,
    warehouse_id integer     NOT NULL REFERENCES stock.warehouse (warehouse_id),
    variant_id   bigint      NOT NULL REFERENCES product.product_variant (variant_id),
    kind         varchar(12) NOT NULL,
    quantity     integer     NOT NULL,
    reference    varchar(40),
    moved_at     timestamptz NOT NULL,
    moved_by     integer     REFERENCES sales.employee (employee_id)
);

CREATE TABLE stock.purchase_order (
    purchase_order_id bigint         NOT NULL PRIMARY KEY,
    supplier_id       integer        NOT NULL REFERENCES product.supplier (supplier_id),
    warehouse_id      integer        NOT NULL REFERENCES stock.warehouse (warehouse_id),
    status            varchar(12)    NOT NULL,
    ordered_on        date           NOT NULL,
    expected_on       date,
    received_on       date,
    currency          char(3)        NOT NULL,
    total_amount      numeric(14, 2) NOT NULL
);

CREATE TABLE stock.purchase_order_line (
    purchase_order_id bigint         NOT NULL REFERENCES stock.purchase_order (purchase_order_id),
    line_number       smallint       NOT NULL,
    variant_id        bigint         NOT NULL REFERENCES product.product_variant (variant_id),
    quantity_ordered  integer        NOT NULL,
    quantity_received integer        NOT NULL DEFAULT 0,
    unit_cost         numeric(12, 4) NOT NULL,
    PRIMARY KEY (purchase_order_id, line_number)
);

CREATE TABLE stock.shipment (
    shipment_id   bigint      NOT NULL PRIMARY KEY,
    order_id      bigint      NOT NULL REFERENCES sales.customer_order (order_id),
    warehouse_id  integer     NOT NULL REFERENCES stock.warehouse (warehouse_id),
    carrier       varchar(30) NOT NULL,
    tracking_code varchar(40),
    packed_at     timestamptz,
    shipped_at    timestamptz,
    delivered_at  timestamptz,
    weight_g      integer
);

COMMENT ON COLUMN stock.stock_level.reserved IS 'Ordered and not yet packed; on_hand includes it.';
COMMENT ON COLUMN stock.stock_movement.kind IS 'RECEIPT, PICK, RETURN, COUNT or SCRAP; the sign of quantity says in or out.';
COMMENT ON COLUMN stock.shipment.delivered_at IS 'Carrier''s time stamp; null while on the way or lost.';
