CREATE INDEX CONCURRENTLY item_amount ON item (amount);
