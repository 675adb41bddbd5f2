
CREATE TRIGGER reference_release_only_ends BEFORE UPDATE ON reference_release
FOR EACH ROW WHEN (
    OLD.until IS NOT NULL OR NEW.until IS NULL OR OLD.since <> NEW.since
    OR OLD.file <> NEW.file OR OLD.published IS DISTINCT FROM NEW.published
    OR OLD.bytes <> NEW.bytes
) EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER reference_release_is_kept BEFORE DELETE ON reference_release
FOR EACH ROW EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER reference_release_is_not_emptied BEFORE TRUNCATE ON reference_release
FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
