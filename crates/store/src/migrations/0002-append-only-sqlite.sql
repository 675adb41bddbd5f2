-- "Hold", by which the file is known as one of ours.
PRAGMA application_id = 1215261796;

CREATE TRIGGER authority_is_kept_as_written BEFORE UPDATE ON authority
BEGIN SELECT RAISE(ABORT, 'authorities are never altered'); END;
CREATE TRIGGER authority_is_never_deleted BEFORE DELETE ON authority
BEGIN SELECT RAISE(ABORT, 'authorities are never deleted'); END;

CREATE TRIGGER change_is_kept_as_written BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'changes are never altered'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'changes are never deleted'); END;

CREATE TRIGGER reach_is_kept_as_written BEFORE UPDATE ON reach
BEGIN SELECT RAISE(ABORT, 'changes are never altered'); END;
CREATE TRIGGER reach_is_never_deleted BEFORE DELETE ON reach
BEGIN SELECT RAISE(ABORT, 'changes are never deleted'); END;

CREATE TRIGGER version_only_ends BEFORE UPDATE ON version
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL OR OLD.since <> NEW.since
    OR OLD.record <> NEW.record OR OLD.authority <> NEW.authority
    OR OLD.kind <> NEW.kind OR OLD.body <> NEW.body
BEGIN SELECT RAISE(ABORT, 'versions of records are never altered'); END;
CREATE TRIGGER version_is_never_deleted BEFORE DELETE ON version
BEGIN SELECT RAISE(ABORT, 'versions of records are never deleted'); END;
