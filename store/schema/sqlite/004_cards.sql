-- 004_cards: the editions of safety cards, what was printed of them, and who asked for one.

-- One edition: a card's files as they were when it was added, never changed after. What happened to it stands
-- in its columns, each once: added, checked, approved by another, printed, withdrawn.
CREATE TABLE card_edition (
  id             INTEGER PRIMARY KEY,
  card           TEXT    NOT NULL,                         -- the card's name, as in addresses: 'emergency'
  digest         BLOB    NOT NULL CHECK (length(digest) = 32), -- of its files: what an approval is bound to
  area           TEXT    NOT NULL,
  added_ms       INTEGER NOT NULL,
  added_by       TEXT    NOT NULL,                         -- the login name, as in the audit log
  checked_ms     INTEGER,
  checked_by     INTEGER REFERENCES reviewer (id),
  approved_ms    INTEGER,
  approved_by    INTEGER REFERENCES reviewer (id),
  printed_ms     INTEGER,                                  -- its first batch
  withdrawn_ms   INTEGER,
  withdrawn_by   INTEGER REFERENCES reviewer (id),
  withdrawn_why  TEXT    REFERENCES card_reason (code),
  CHECK ((checked_ms IS NULL) = (checked_by IS NULL)),
  CHECK ((approved_ms IS NULL) = (approved_by IS NULL)),
  CHECK ((withdrawn_ms IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((withdrawn_ms IS NULL) = (withdrawn_why IS NULL)),
  CHECK (approved_ms IS NULL OR (checked_ms IS NOT NULL AND approved_by <> checked_by)),
  CHECK (printed_ms IS NULL OR approved_ms IS NOT NULL)
) STRICT;
CREATE INDEX card_edition_by_card ON card_edition (card, approved_ms);
CREATE INDEX card_edition_by_digest ON card_edition (digest);
CREATE TRIGGER card_edition_keeps_its_files BEFORE UPDATE OF card, digest, area, added_ms, added_by ON card_edition
BEGIN SELECT RAISE(ABORT, 'an edition is not changed; a changed card is another edition'); END;

CREATE TABLE card_file (
  edition_id  INTEGER NOT NULL REFERENCES card_edition (id),
  name        TEXT    NOT NULL,                            -- 'card.json', 'en.txt'
  bytes       BLOB    NOT NULL,
  PRIMARY KEY (edition_id, name)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER card_file_is_not_changed BEFORE UPDATE ON card_file
BEGIN SELECT RAISE(ABORT, 'an edition is not changed; a changed card is another edition'); END;
CREATE TABLE card_language (
  edition_id  INTEGER NOT NULL REFERENCES card_edition (id),
  code        TEXT    NOT NULL,                            -- 'en', 'pl'
  position    INTEGER NOT NULL,                            -- the card's own order
  checked     INTEGER NOT NULL CHECK (checked IN (0, 1)),  -- by a speaker
  PRIMARY KEY (edition_id, code)
) STRICT, WITHOUT ROWID;

-- Why an edition was taken back: only these, so that no free text about anybody comes to stand here.
CREATE TABLE card_reason (
  code      TEXT    PRIMARY KEY,
  label     TEXT    NOT NULL,
  position  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO card_reason (code, label, position) VALUES
  ('number',   'A number is wrong, or was changed',     1),
  ('words',    'The words or the picture are wrong',    2),
  ('replaced', 'A newer edition takes its place',       3),
  ('asked',    'A partner asked for it',                4),
  ('mistake',  'It was added or approved by mistake',   5);

-- What was printed, and where it went: counts, places and organisations, never a person.
CREATE TABLE card_batch (
  id          INTEGER PRIMARY KEY,
  edition_id  INTEGER NOT NULL REFERENCES card_edition (id),
  layout      TEXT    NOT NULL CHECK (layout IN ('cr80', 'a7-fold', 'sheet-8up', 'poster-a4')),
  count       INTEGER NOT NULL CHECK (count > 0),
  printed_ms  INTEGER NOT NULL,
  printed_by  INTEGER NOT NULL REFERENCES reviewer (id)
) STRICT;
CREATE INDEX card_batch_by_edition ON card_batch (edition_id);
CREATE TABLE card_given (
  id        INTEGER PRIMARY KEY,
  batch_id  INTEGER NOT NULL REFERENCES card_batch (id),
  place     TEXT    NOT NULL,                              -- 'Riverside School'
  count     INTEGER NOT NULL CHECK (count > 0),
  at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX card_given_by_batch ON card_given (batch_id);

-- How often a card's page was opened by its QR code: a number for a day, and nothing about who.
CREATE TABLE scan_count (
  card      TEXT    NOT NULL,
  language  TEXT    NOT NULL,
  day       INTEGER NOT NULL,
  n         INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (card, day, language)
) STRICT, WITHOUT ROWID;

-- Another organisation asks for a card. There is no field for a person's name. What it wrote is overwritten by
-- rule (cards/card_request.h); the row stays, as a count.
CREATE TABLE card_request (
  id            INTEGER PRIMARY KEY,
  card          TEXT    NOT NULL,
  kind          TEXT    NOT NULL CHECK (kind IN ('police', 'council', 'school', 'youth', 'health', 'charity',
                                                 'other')),
  organisation  TEXT    NOT NULL,                          -- '' once erased
  mailbox       TEXT    NOT NULL,
  area          TEXT    NOT NULL,
  asked_ms      INTEGER NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'erased')),
  decided_ms    INTEGER,
  decided_by    INTEGER REFERENCES reviewer (id),
  edition_id    INTEGER REFERENCES card_edition (id),      -- what was approved to be passed on
  token_hash    BLOB,                                      -- SHA-256 of the link's secret, which is kept nowhere
  link_ends_ms  INTEGER,
  fetched       INTEGER NOT NULL,                          -- how often the bundle was taken
  mailed_ms     INTEGER,
  erase_ms      INTEGER NOT NULL,                          -- when it is due to be erased
  erased_ms     INTEGER,
  CHECK ((decided_ms IS NULL) = (decided_by IS NULL)),
  CHECK (state NOT IN ('approved', 'refused') OR decided_ms IS NOT NULL),
  CHECK (state <> 'approved' OR (edition_id IS NOT NULL AND token_hash IS NOT NULL)),
  CHECK (state <> 'erased' OR (organisation = '' AND mailbox = '' AND area = '' AND token_hash IS NULL))
) STRICT;
CREATE UNIQUE INDEX card_request_by_token ON card_request (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX card_request_by_erase ON card_request (erase_ms) WHERE state <> 'erased';
CREATE TABLE card_bundle (                                 -- the signed archive that a request's link leads to
  request_id  INTEGER PRIMARY KEY REFERENCES card_request (id),
  bytes       BLOB    NOT NULL
) STRICT;
