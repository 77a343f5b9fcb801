CREATE TABLE item (name varchar(10) PRIMARY KEY);
