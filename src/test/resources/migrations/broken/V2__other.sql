CREATE TABLE other (name text);
INSERT INTO nowhere VALUES (1);
