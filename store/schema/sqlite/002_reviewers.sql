-- 002_reviewers: who looked into an alert, what was decided, and why one was put aside.

-- Staff of the partners who review alerts. A name that is retired stays beside what it reviewed.
CREATE TABLE reviewer (
  id          INTEGER PRIMARY KEY,
  name        TEXT    NOT NULL,
  added_ms    INTEGER NOT NULL,
  retired_ms  INTEGER
) STRICT;
CREATE UNIQUE INDEX reviewer_by_name ON reviewer (name) WHERE retired_ms IS NULL;

-- Why an alert was put aside: only these, so that no free text about anybody comes to stand here.
CREATE TABLE review_reason (
  code      TEXT    PRIMARY KEY,
  label     TEXT    NOT NULL,
  position  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO review_reason (code, label, position) VALUES
  ('known',     'Known already, and somebody is dealing with it',            1),
  ('event',     'A planned event or an operation explains it',               2),
  ('season',    'The time of year explains it',                              3),
  ('recording', 'Recording changed, or the file is late, doubled or wrong',  4),
  ('chance',    'It looks like chance',                                      5),
  ('small',     'Too small to act on',                                       6);

-- 'watch', 'act' and 'dismiss' are what was decided; 'right' and 'false' are what came of it.
CREATE TABLE alert_review_before (
  alert_id  INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  actor     TEXT    NOT NULL,
  verdict   TEXT    NOT NULL
) STRICT;
INSERT INTO alert_review_before (alert_id, at_ms, actor, verdict)
  SELECT alert_id, at_ms, actor, verdict FROM alert_review;
DROP TABLE alert_review;
CREATE TABLE alert_review (
  alert_id     INTEGER NOT NULL REFERENCES alert (id),
  at_ms        INTEGER NOT NULL,
  actor        TEXT    NOT NULL,
  reviewer_id  INTEGER REFERENCES reviewer (id),           -- NULL: by the command line, as its actor
  verdict      TEXT    NOT NULL CHECK (verdict IN ('watch', 'act', 'dismiss', 'right', 'false')),
  reason       TEXT    REFERENCES review_reason (code),
  CHECK (verdict <> 'dismiss' OR reason IS NOT NULL),
  CHECK (reason IS NULL OR verdict IN ('dismiss', 'false')),
  PRIMARY KEY (alert_id, at_ms)
) STRICT, WITHOUT ROWID;
INSERT INTO alert_review (alert_id, at_ms, actor, verdict)
  SELECT alert_id, at_ms, actor, verdict FROM alert_review_before;
DROP TABLE alert_review_before;
