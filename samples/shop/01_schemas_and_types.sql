-- Fernhill shop database, PostgreSQL 16. Owner: Commerce Platform.
-- One schema per domain; every team writes only to its own.

CREATE SCHEMA product;
CREATE SCHEMA customer;
CREATE SCHEMA sales;
CREATE SCHEMA stock;

CREATE TYPE sales.order_status AS ENUM ('placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned');
CREATE TYPE sales.sales_channel AS ENUM ('web', 'app', 'store', 'phone', 'marketplace');

CREATE DOMAIN customer.email_address AS varchar(254)
    CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$');
