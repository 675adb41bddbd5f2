CREATE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never altered or deleted', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER authority_is_kept BEFORE UPDATE OR DELETE ON authority
FOR EACH ROW EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER authority_is_not_emptied BEFORE TRUNCATE ON authority
FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();

CREATE TRIGGER change_is_kept BEFORE UPDATE OR DELETE ON change
FOR EACH ROW EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER change_is_not_emptied BEFORE TRUNCATE ON change
FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();

CREATE TRIGGER reach_is_kept BEFORE UPDATE OR DELETE ON reach
FOR EACH ROW EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER reach_is_not_emptied BEFORE TRUNCATE ON reach
FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();

CREATE TRIGGER version_only_ends BEFORE UPDATE ON version
FOR EACH ROW WHEN (
    OLD.until IS NOT NULL OR NEW.until IS NULL OR OLD.since <> NEW.since
    OR OLD.record <> NEW.record OR OLD.authority <> NEW.authority
    OR OLD.kind <> NEW.kind OR OLD.body <> NEW.body
) EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER version_is_kept BEFORE DELETE ON version
FOR EACH ROW EXECUTE FUNCTION refuse_alteration();
CREATE TRIGGER version_is_not_emptied BEFORE TRUNCATE ON version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_alteration();
