-- What happened that others may want to be told, and whom it is told.

-- Written with the thing that happened, or not at all. An event without a tenant is the operator's;
-- one that is for all tells nothing of any tenant and may be told to each.
create table events (
  id          uuid primary key default gen_random_uuid(),
  type        text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  tenant      text,
  for_all     boolean not null default false,
  occurred_at timestamptz not null,
  data        jsonb not null check (octet_length(data::text) <= 65536),
  check (tenant is null or not for_all)
);

create index events_by_age on events (occurred_at);
create index events_of_dead_letters on events (tenant, (data ->> 'userId'))
  where type = 'batch.dead_letter';

-- Where somebody wants to be told. Secrets are sealed with the pepper. Tries are of the endpoint and
-- not of the delivery, since only the oldest delivery that waits is tried; whoever tries holds a lease.
create table webhooks (
  id              uuid primary key,
  tenant          text,
  url             text not null,
  description     text,
  events          text[] not null check (cardinality(events) > 0),
  format          text not null check (format in ('standard', 'slack')),
  enabled         boolean not null,
  secret          text not null,
  old_secret      text,
  old_until       timestamptz,
  disabled_reason text,
  failures        integer not null default 0 check (failures >= 0),
  failing_since   timestamptz,
  retry_at        timestamptz,
  tried_at        timestamptz,
  lease           uuid,
  lease_until     timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  check ((failures = 0) = (failing_since is null))
) with (fillfactor = 80);

-- The operator's have no tenant, and a look-up for no tenant could not use an index of it.
create index webhooks_by_owner on webhooks (coalesce(tenant, ''), created_at desc, id desc);

-- One event for one endpoint; a replay is another row.
create table webhook_deliveries (
  id          bigint generated always as identity primary key,
  webhook_id  uuid not null references webhooks on delete cascade,
  event_id    uuid not null references events on delete cascade,
  state       text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  attempts    integer not null default 0 check (attempts >= 0),
  status      integer,
  latency_ms  integer,
  error       text,
  created_at  timestamptz not null,
  tried_at    timestamptz,
  finished_at timestamptz,
  check ((state = 'pending') = (finished_at is null))
) with (fillfactor = 80);

create index webhook_deliveries_waiting on webhook_deliveries (webhook_id, id)
  where state = 'pending';
create index webhook_deliveries_by_webhook on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_by_event on webhook_deliveries (event_id);

-- In the transaction of the event, so that whoever subscribed is told if and only if it happened.
create function events_deliver() returns trigger language plpgsql as $$
begin
  if new.for_all then
    insert into webhook_deliveries (webhook_id, event_id, created_at)
    select w.id, new.id, new.occurred_at from webhooks w
    where w.enabled and w.events && array['*', new.type];
  else
    insert into webhook_deliveries (webhook_id, event_id, created_at)
    select w.id, new.id, new.occurred_at from webhooks w
    where coalesce(w.tenant, '') = coalesce(new.tenant, '') and w.enabled
      and w.events && array['*', new.type];
  end if;
  return null;
end
$$;

create trigger events_deliver after insert on events
  for each row execute function events_deliver();
