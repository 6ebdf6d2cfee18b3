-- Lower case without accents, so that "Rückgabe" and "ruckgabe" are one word. Immutable, as a generated column
-- needs it: the dictionary is named, and its rules do not change.
CREATE FUNCTION fold_text(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN unaccent('unaccent'::regdictionary, lower(value));

ALTER TABLE "knowledge_passage" DROP COLUMN "search";
ALTER TABLE "knowledge_passage" ADD COLUMN "search" tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', fold_text("title" || ' ' || "heading")), 'A') || setweight(to_tsvector('simple', fold_text("text")), 'B')
) STORED;

CREATE INDEX "knowledge_passage_search_idx" ON "knowledge_passage" USING gin ("search");
