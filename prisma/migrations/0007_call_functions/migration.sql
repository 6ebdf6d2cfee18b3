-- A model call touches the database three times besides its budget: these are one statement each, with the disk waited for at commit. Each
-- binds itself to the shop it is given and runs with its caller's rights, so row-level security holds in it.

-- A conversation's placeholders, without a lock: who finds something new takes the lock and reads again.
CREATE FUNCTION read_placeholders(p_shop_id text, p_conversation_id uuid) RETURNS bytea LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true);
  RETURN (SELECT placeholders FROM conversation WHERE shop_id = p_shop_id AND id = p_conversation_id);
END $$;

-- Writes a call before it is made.
CREATE FUNCTION record_call(
  p_shop_id text, p_id uuid, p_created_at timestamptz, p_purpose text, p_prompt_version text, p_conversation_id uuid, p_product_id text,
  p_endpoint_id uuid, p_endpoint_name text, p_model text, p_request bytea, p_evidence bytea
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true);
  INSERT INTO model_call (
    shop_id, id, created_at, purpose, prompt_version, conversation_id, product_id, endpoint_id, endpoint_name, model, request, evidence
  ) VALUES (
    p_shop_id, p_id, p_created_at, p_purpose, p_prompt_version, p_conversation_id, p_product_id, p_endpoint_id, p_endpoint_name, p_model,
    p_request, p_evidence
  );
END $$;

-- Completes a call's row and appends the event that holds its digest, both or none. The chain's lock is taken last and held until the commit.
-- The digest is over what is stored: false, and nothing done, when that is not what the caller has, because its key was replaced meanwhile.
CREATE FUNCTION finish_call(
  p_shop_id text, p_id uuid, p_request_hash bytea, p_evidence_hash bytea, p_outcome jsonb, p_response bytea, p_released bytea,
  p_event_type text, p_actor text, p_payload text
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true);
  UPDATE model_call c SET
    state = o.state, verdicts = o.verdicts, withheld = o.withheld, prompt_tokens = o."promptTokens", completion_tokens = o."completionTokens",
    first_token_ms = o."firstTokenMs", total_ms = o."totalMs", finish_reason = o."finishReason", fingerprint = o.fingerprint,
    error_code = o."errorCode", finished_at = o."finishedAt", response = p_response, released = p_released
  FROM jsonb_to_record(p_outcome) AS o(
    state text, verdicts jsonb, withheld boolean, "promptTokens" integer, "completionTokens" integer, "firstTokenMs" integer,
    "totalMs" integer, "finishReason" text, fingerprint text, "errorCode" text, "finishedAt" timestamptz
  )
  WHERE c.shop_id = p_shop_id AND c.id = p_id AND sha256(c.request) = p_request_hash AND sha256(c.evidence) = p_evidence_hash;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM append_audit_event(p_shop_id, p_event_type, p_actor, p_payload);
  RETURN true;
END $$;
