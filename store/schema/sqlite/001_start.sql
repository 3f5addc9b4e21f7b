-- 001_start: one partnership's store. Every table is STRICT; times are UTC milliseconds
-- (names end in _ms), days count from 1970-01-01 (_day), months from January of year 0 (_month).

CREATE TABLE partnership (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  name      TEXT    NOT NULL,
  invented  INTEGER NOT NULL CHECK (invented IN (0, 1)),   -- 1: everything in it is made up
  made_ms   INTEGER NOT NULL
) STRICT;

CREATE TABLE agency (
  id        INTEGER PRIMARY KEY,
  code      TEXT    NOT NULL UNIQUE,                       -- 'kent-police'
  name      TEXT    NOT NULL,
  sector    TEXT    NOT NULL,
  licence      TEXT NOT NULL,                              -- '' where it is under an agreement, not a licence
  attribution  TEXT NOT NULL,                              -- what the brief must say of the source
  added_ms  INTEGER NOT NULL
) STRICT;

-- Who did what. No statement of ours changes or removes an entry, and the triggers refuse one that would.
CREATE TABLE audit (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms       INTEGER NOT NULL,
  actor       TEXT    NOT NULL,
  verb        TEXT    NOT NULL CHECK (verb IN ('collection', 'alteration', 'consultation',
                                               'disclosure', 'combination', 'erasure')),
  event       TEXT    NOT NULL,                            -- 'import.received'
  about_kind  TEXT    NOT NULL,                            -- 'import'
  about_id    INTEGER NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

-- What is counted. Streams the police discover by looking are told from those the public reports.
CREATE TABLE category (
  code         TEXT    PRIMARY KEY,
  label        TEXT    NOT NULL,
  stream       TEXT    NOT NULL CHECK (stream IN ('reported', 'discovered')),
  denominator  TEXT    NOT NULL CHECK (denominator IN ('residents', 'households', 'pupils',
                                                       'attendances', 'none')),
  priority     INTEGER NOT NULL,                           -- the brief's order; 0 = not in the brief
  valid_from   TEXT    NOT NULL,
  valid_to     TEXT
) STRICT, WITHOUT ROWID;

-- How one partner's columns are named, made once per partner and kind.
CREATE TABLE column_map (
  agency_id  INTEGER NOT NULL REFERENCES agency (id),
  kind       TEXT    NOT NULL,
  header     TEXT    NOT NULL,                             -- as the partner writes it
  field      TEXT,                                         -- ours; NULL: dropped by name
  made_ms    INTEGER NOT NULL,
  PRIMARY KEY (agency_id, kind, header)
) STRICT, WITHOUT ROWID;

-- One file as it came in.
CREATE TABLE import (
  id              INTEGER PRIMARY KEY,
  agency_id       INTEGER NOT NULL REFERENCES agency (id),
  kind            TEXT    NOT NULL,
  file_name       TEXT    NOT NULL,
  file_hash       BLOB    NOT NULL CHECK (length(file_hash) = 32),
  file_bytes      INTEGER NOT NULL,
  encoding        TEXT    NOT NULL,
  fields          TEXT    NOT NULL,                        -- JSON array: our fields, in source_row.content's order
  rows_read       INTEGER NOT NULL,
  rows_kept       INTEGER NOT NULL,
  rows_same       INTEGER NOT NULL,                        -- already held, word for word
  rows_elsewhere  INTEGER NOT NULL,                        -- outside the partnership's areas
  rows_refused    INTEGER NOT NULL,
  at_ms           INTEGER NOT NULL,
  actor           TEXT    NOT NULL,
  withdrawn_ms    INTEGER,
  withdrawn_why   TEXT
) STRICT;
CREATE INDEX import_by_file ON import (file_hash);

-- What a newer import replaces as a whole: one force and month (police-uk), one record of an agency (others).
CREATE TABLE scope (
  id         INTEGER PRIMARY KEY,
  agency_id  INTEGER NOT NULL REFERENCES agency (id),
  kind       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  UNIQUE (agency_id, kind, name)
) STRICT;
CREATE TABLE import_scope (                                -- this import spoke about this scope, also when it held no row
  scope_id   INTEGER NOT NULL REFERENCES scope (id),
  import_id  INTEGER NOT NULL REFERENCES import (id),
  PRIMARY KEY (scope_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_scope_by_import ON import_scope (import_id);

-- A row as it came, in its mapped columns. Live: its import is the newest, not withdrawn, that spoke about its scope.
CREATE TABLE source_row (
  id          INTEGER PRIMARY KEY,
  import_id   INTEGER NOT NULL REFERENCES import (id),
  row_number  INTEGER NOT NULL,
  scope_id    INTEGER NOT NULL REFERENCES scope (id),
  live        INTEGER NOT NULL CHECK (live IN (0, 1)),
  content     TEXT    NOT NULL                             -- JSON array of texts
) STRICT;
CREATE INDEX source_row_by_scope ON source_row (scope_id, import_id);
CREATE INDEX source_row_by_import ON source_row (import_id);

-- Places to count by. A code of another vintage is another area.
CREATE TABLE area (
  id             INTEGER PRIMARY KEY,
  source_row_id  INTEGER NOT NULL REFERENCES source_row (id),
  level          TEXT    NOT NULL CHECK (level IN ('small', 'middle', 'ward', 'district')),
  vintage        INTEGER NOT NULL,
  code           TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  shape          BLOB,                                     -- base/shape's bytes; NULL: known by name only
  lon            REAL,
  lat            REAL
) STRICT;
CREATE INDEX area_by_code ON area (code, vintage);
CREATE INDEX area_by_source ON area (source_row_id);
CREATE TABLE area_parent (                                 -- which ward a small area is counted to
  source_row_id  INTEGER NOT NULL REFERENCES source_row (id),
  area_code      TEXT    NOT NULL,
  parent_code    TEXT    NOT NULL,
  PRIMARY KEY (source_row_id, area_code, parent_code)
) STRICT, WITHOUT ROWID;
CREATE TABLE area_fact (
  source_row_id  INTEGER NOT NULL REFERENCES source_row (id),
  area_code      TEXT    NOT NULL,
  fact           TEXT    NOT NULL,                         -- 'residents', 'households', 'imd_decile'
  value          REAL    NOT NULL,
  PRIMARY KEY (source_row_id, area_code, fact)
) STRICT, WITHOUT ROWID;
CREATE TABLE place (                                       -- the gazetteer: postcodes, streets, landmarks
  source_row_id  INTEGER PRIMARY KEY REFERENCES source_row (id),
  name           TEXT    NOT NULL,                         -- folded: lower case, single spaces
  lon            REAL    NOT NULL,
  lat            REAL    NOT NULL,
  area_code      TEXT
) STRICT;
CREATE INDEX place_by_name ON place (name);

-- Something happened. Flags are NULL where the feed cannot say.
CREATE TABLE incident (
  source_row_id  INTEGER PRIMARY KEY REFERENCES source_row (id),
  agency_id      INTEGER NOT NULL REFERENCES agency (id),
  category       TEXT    NOT NULL REFERENCES category (code),
  month          INTEGER NOT NULL,
  from_day       INTEGER,                                  -- NULL: known to the month only
  to_day         INTEGER,
  from_ms        INTEGER,                                  -- NULL: known to the day only
  to_ms          INTEGER,
  from_hour      INTEGER CHECK (from_hour BETWEEN 0 AND 23), -- by the local clock
  lon            REAL,
  lat            REAL,
  area_code      TEXT,                                     -- small area of the newest vintage; NULL: no place given
  area_by        TEXT    NOT NULL CHECK (area_by IN ('code', 'point', 'postcode', 'words', 'none')),
  domestic       INTEGER CHECK (domestic IN (0, 1)),
  knife          INTEGER CHECK (knife IN (0, 1)),
  public_place   INTEGER CHECK (public_place IN (0, 1)),
  under_25       INTEGER CHECK (under_25 IN (0, 1)),
  repeat         INTEGER CHECK (repeat IN (0, 1)),
  method         TEXT                                      -- assaults: how; no words of place are kept
) STRICT;
CREATE INDEX incident_by_category ON incident (category, month, area_code);
CREATE TABLE figure (                                      -- a count some partner sends ready made
  source_row_id  INTEGER PRIMARY KEY REFERENCES source_row (id),
  agency_id      INTEGER NOT NULL REFERENCES agency (id),
  measure        TEXT    NOT NULL,
  area_code      TEXT    NOT NULL,
  from_day       INTEGER NOT NULL,
  to_day         INTEGER NOT NULL,
  value          REAL    NOT NULL,
  denominator    REAL
) STRICT;
CREATE INDEX figure_by_measure ON figure (measure, from_day, area_code);

-- Each look at a partner's feed, and what it showed to be odd: that it went quiet, doubled, or left
-- months out. The newest look counts.
CREATE TABLE feed_look (
  id          INTEGER PRIMARY KEY,
  import_id   INTEGER NOT NULL REFERENCES import (id),     -- that came in, or was withdrawn
  agency_id   INTEGER NOT NULL REFERENCES agency (id),
  kind        TEXT    NOT NULL,
  at_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_look_by_feed ON feed_look (agency_id, kind);
CREATE TABLE feed_notice (
  id          INTEGER PRIMARY KEY,
  look_id     INTEGER NOT NULL REFERENCES feed_look (id),
  stream      TEXT    NOT NULL,                            -- what went quiet: 'recorded crime', or a category
  month       INTEGER NOT NULL,
  what        TEXT    NOT NULL CHECK (what IN ('quiet', 'doubled', 'missing')),
  observed    INTEGER NOT NULL,
  expected    REAL    NOT NULL,
  low         INTEGER NOT NULL,
  high        INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_notice_by_look ON feed_notice (look_id);

-- One recorded, repeatable piece of work.
CREATE TABLE run (
  id           INTEGER PRIMARY KEY,
  kind         TEXT    NOT NULL CHECK (kind IN ('scan', 'usual')),
  parameters   TEXT    NOT NULL,                           -- JSON
  inputs_hash  BLOB    NOT NULL CHECK (length(inputs_hash) = 32),
  seed         INTEGER NOT NULL,
  version      TEXT    NOT NULL,
  result       TEXT    NOT NULL,                           -- JSON; timings stand outside it
  result_hash  BLOB    NOT NULL CHECK (length(result_hash) = 32),
  at_ms        INTEGER NOT NULL,
  took_ms      INTEGER NOT NULL,
  stale_ms     INTEGER                                     -- what it stood on was withdrawn or replaced
) STRICT;
CREATE TABLE run_input (
  run_id     INTEGER NOT NULL REFERENCES run (id),
  import_id  INTEGER NOT NULL REFERENCES import (id),
  PRIMARY KEY (run_id, import_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_input_by_import ON run_input (import_id);

CREATE TABLE alert (
  id               INTEGER PRIMARY KEY,
  run_id           INTEGER NOT NULL REFERENCES run (id),
  method           TEXT    NOT NULL CHECK (method IN ('scan', 'usual')),
  category         TEXT    NOT NULL REFERENCES category (code),
  agency_id        INTEGER NOT NULL REFERENCES agency (id), -- whose feed,
  feed             TEXT    NOT NULL,                       -- and which of theirs: an import's kind
  area_codes       TEXT    NOT NULL,                       -- JSON array
  lon              REAL,
  lat              REAL,
  radius_km        REAL,
  from_day         INTEGER NOT NULL,
  to_day           INTEGER NOT NULL,
  observed         INTEGER NOT NULL,
  expected         REAL    NOT NULL,
  low              INTEGER NOT NULL,
  high             INTEGER NOT NULL,
  p_value          REAL    NOT NULL,
  recurrence_days  REAL    NOT NULL
) STRICT;
CREATE INDEX alert_by_run ON alert (run_id);
CREATE TABLE alert_review (
  alert_id  INTEGER NOT NULL REFERENCES alert (id),
  at_ms     INTEGER NOT NULL,
  actor     TEXT    NOT NULL,
  verdict   TEXT    NOT NULL CHECK (verdict IN ('right', 'false', 'watch')),
  PRIMARY KEY (alert_id, at_ms)
) STRICT, WITHOUT ROWID;

INSERT INTO category (code, label, stream, denominator, priority, valid_from) VALUES
  ('violent-crime',         'Violence and sexual offences', 'reported',   'residents',  1, '2013-05-01'),
  ('robbery',               'Robbery',                      'reported',   'residents',       2, '2011-09-01'),
  ('possession-of-weapons', 'Possession of weapons',        'discovered', 'residents',  3, '2013-05-01'),
  ('anti-social-behaviour', 'Anti-social behaviour',        'reported',   'residents',  4, '2010-12-01'),
  ('burglary',              'Burglary',                     'reported',   'households', 5, '2010-12-01'),
  ('criminal-damage-arson', 'Criminal damage and arson',    'reported',   'residents',  6, '2011-09-01'),
  ('drugs',                 'Drugs',                        'discovered', 'residents',  7, '2011-09-01'),
  ('public-order',          'Public order',                 'reported',   'residents',  8, '2013-05-01'),
  ('vehicle-crime',         'Vehicle crime',                'reported',   'households', 9, '2010-12-01'),
  ('theft-from-the-person', 'Theft from the person',        'reported',   'residents',      10, '2013-05-01'),
  ('shoplifting',           'Shoplifting',                  'reported',   'none',      11, '2011-09-01'),
  ('bicycle-theft',         'Bicycle theft',                'reported',   'residents', 12, '2013-05-01'),
  ('other-theft',           'Other theft',                  'reported',   'residents', 13, '2011-09-01'),
  ('other-crime',           'Other crime',                  'reported',   'residents', 14, '2010-12-01'),
  ('hospital-assault',      'Assaults seen by the hospital', 'reported',  'attendances', 15, '2000-01-01'),
  ('other-incident',        'Other incidents',              'reported',   'residents', 16, '2000-01-01');
