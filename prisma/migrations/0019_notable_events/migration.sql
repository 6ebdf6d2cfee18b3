-- Of a busy shop, nearly all audit events are ended model calls. What people did is found between them without reading them.
CREATE INDEX audit_event_notable ON audit_event (shop_id, seq DESC) WHERE type <> 'model_call.finished';
