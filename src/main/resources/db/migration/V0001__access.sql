-- Who may call: tenants, their keys, and what was done to them.

create table tenants (
  tenant     text primary key check (tenant ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
  created_at timestamptz not null default now()
);

-- The tenant of the keys that come from configuration.
insert into tenants (tenant) values ('demo');

-- A limit that is null is the plan's.
create table api_keys (
  key_id         text primary key,
  key_hash       bytea not null check (length(key_hash) = 32),
  tenant         text not null references tenants,
  name           text not null check (length(name) between 1 and 128),
  plan           text not null check (plan in ('demo', 'live')),
  rate_limit     bigint check (rate_limit > 0),
  monthly_quota  bigint check (monthly_quota > 0),
  monthly_budget numeric(14, 4) check (monthly_budget > 0),
  user_scope     text,
  created_at     timestamptz not null,
  revoked_at     timestamptz
);

create index api_keys_by_age on api_keys (created_at desc, key_id desc);
create index api_keys_by_tenant on api_keys (tenant, created_at desc, key_id desc);

create table audit_log (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  actor      text not null,
  action     text not null,
  tenant     text,
  key_id     text,
  request_id text,
  details    jsonb not null
);

create index audit_log_by_time on audit_log (at desc, id desc);
create index audit_log_by_tenant on audit_log (tenant, at desc, id desc);

-- What has been written stays: not even the service can change it.
create function audit_log_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end
$$;

create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function audit_log_refuse_change();
