-- Widget tokens that were made: enough to list and revoke them, not their text. Forgotten when they
-- are over. Keys from configuration make them too, so not every key is in api_keys.
create table widget_tokens (
  id         uuid primary key,
  tenant     text not null,
  namespace  text,
  user_id    text,
  key_id     text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index widget_tokens_by_tenant on widget_tokens (tenant, created_at desc, id);
create index widget_tokens_by_end on widget_tokens (expires_at);
