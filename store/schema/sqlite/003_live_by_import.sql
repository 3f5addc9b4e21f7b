-- 003_live_by_import: which rows of an import are in force is known without reading the rows.
DROP INDEX source_row_by_import;
CREATE INDEX source_row_by_import ON source_row (import_id, live);
