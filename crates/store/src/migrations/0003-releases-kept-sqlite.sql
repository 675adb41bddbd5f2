
CREATE TRIGGER reference_release_only_ends BEFORE UPDATE ON reference_release
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL OR OLD.since <> NEW.since
    OR OLD.file <> NEW.file OR OLD.published IS NOT NEW.published OR OLD.bytes <> NEW.bytes
BEGIN SELECT RAISE(ABORT, 'releases are never altered'); END;
CREATE TRIGGER reference_release_is_never_deleted BEFORE DELETE ON reference_release
BEGIN SELECT RAISE(ABORT, 'releases are never deleted'); END;
