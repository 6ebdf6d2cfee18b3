-- Completes the rows of several calls of a shop and appends the events that hold their digests, all or none: they wait for the disk and for
-- the chain together. All rows first, then the chain: its lock is taken last and held until the commit.
-- The digest is over what is stored: nothing is done for a call, and its result is false, when that is not what the caller has, because its
-- key was replaced meanwhile. One result for each call, in their order.
DROP FUNCTION finish_call(text, uuid, bytea, bytea, jsonb, bytea, bytea, text, text, text);
CREATE FUNCTION finish_calls(p_shop_id text, p_calls jsonb) RETURNS boolean[] LANGUAGE plpgsql AS $$
DECLARE
  v_call record;
  v_finished boolean[] := '{}';
  v_at integer := 0;
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true);
  FOR v_call IN
    SELECT p.* FROM jsonb_to_recordset(p_calls) AS p(
      id uuid, "requestHash" text, "evidenceHash" text, outcome jsonb, response text, released text
    )
  LOOP
    UPDATE model_call c SET
      state = o.state, verdicts = o.verdicts, withheld = o.withheld, prompt_tokens = o."promptTokens",
      completion_tokens = o."completionTokens", first_token_ms = o."firstTokenMs", total_ms = o."totalMs", finish_reason = o."finishReason",
      fingerprint = o.fingerprint, error_code = o."errorCode", finished_at = o."finishedAt", response = decode(v_call.response, 'base64'),
      released = decode(v_call.released, 'base64')
    FROM jsonb_to_record(v_call.outcome) AS o(
      state text, verdicts jsonb, withheld boolean, "promptTokens" integer, "completionTokens" integer, "firstTokenMs" integer,
      "totalMs" integer, "finishReason" text, fingerprint text, "errorCode" text, "finishedAt" timestamptz
    )
    WHERE c.shop_id = p_shop_id AND c.id = v_call.id
      AND sha256(c.request) = decode(v_call."requestHash", 'hex') AND sha256(c.evidence) = decode(v_call."evidenceHash", 'hex');
    v_finished := v_finished || FOUND;
  END LOOP;
  FOR v_call IN SELECT p.* FROM jsonb_to_recordset(p_calls) AS p(type text, actor text, payload text) LOOP
    v_at := v_at + 1;
    IF v_finished[v_at] THEN PERFORM append_audit_event(p_shop_id, v_call.type, v_call.actor, v_call.payload); END IF;
  END LOOP;
  RETURN v_finished;
END $$;
