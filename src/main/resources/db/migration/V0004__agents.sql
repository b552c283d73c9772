-- Agents: what they keep of their users, and what has been applied of it. Users are known by the ids
-- that agents give them, within a tenant.

-- What is known of a user but for the progress. The version counts the changes.
create table agent_users (
  tenant     text not null,
  user_id    text not null,
  name       text,
  context    jsonb not null default '{}' check (octet_length((context - 'session_history')::text) <= 262144
    and octet_length(context::text) <= 524288),
  version    bigint not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, user_id)
);

-- What all updates of a user add up to, in the form that the service adds further ones to.
create table agent_progress (
  tenant     text not null,
  user_id    text not null,
  fields     jsonb not null,
  updated_at timestamptz not null,
  primary key (tenant, user_id)
) with (fillfactor = 80);

-- Which updates have been applied, so that none is applied twice. Forgotten after some days.
create table agent_updates (
  tenant      text not null,
  user_id     text not null,
  update_id   text not null,
  accepted_at timestamptz not null,
  primary key (tenant, user_id, update_id)
);

create index agent_updates_by_age on agent_updates (accepted_at);

-- Batches of updates of one user and type. Forgotten after some days.
create table agent_batches (
  batch_id   text primary key,
  tenant     text not null,
  user_id    text not null,
  type       text not null,
  size       integer not null check (size >= 0),
  failed     integer not null default 0 check (failed >= 0),
  opened_at  timestamptz not null,
  applied_at timestamptz not null
);

create index agent_batches_by_user on agent_batches (tenant, user_id);
create index agent_batches_by_age on agent_batches (opened_at);

-- Learning sessions.
create table agent_sessions (
  tenant     text not null,
  session_id text not null,
  user_id    text not null,
  agent_id   text not null,
  data       jsonb not null,
  created_at timestamptz not null,
  primary key (tenant, session_id)
);

create index agent_sessions_by_user on agent_sessions (tenant, user_id, created_at desc);

-- When a user was erased: what had been accepted until then is not applied any more. Forgotten once
-- nothing of that time can be waiting.
create table agent_erasures (
  tenant    text not null,
  user_id   text not null,
  erased_at timestamptz not null,
  primary key (tenant, user_id)
);

create index agent_erasures_by_age on agent_erasures (erased_at);

-- Objects merge field by field, all else is replaced; null removes a field.
create function agent_merge(before jsonb, change jsonb) returns jsonb
language plpgsql immutable as $$
begin
  if jsonb_typeof(change) is distinct from 'object' then
    return change;
  end if;
  if jsonb_typeof(before) is distinct from 'object' then
    return jsonb_strip_nulls(change);
  end if;
  return (before || coalesce(
      (select jsonb_object_agg(key, agent_merge(before -> key, value)) from jsonb_each(change)),
      '{}'))
    - array(select key from jsonb_each(change) where value = 'null');
end
$$;

-- The history with further entries: the last one of a session_id stays, the latest fifty in all.
create function agent_history(before jsonb, further jsonb) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(entry order by place), '[]')
  from (
    select entry, place
    from (
      select distinct on (coalesce(entry ->> 'session_id', entry::text)) entry, place
      from jsonb_array_elements(coalesce(before, '[]') || further)
        with ordinality as listed (entry, place)
      order by coalesce(entry ->> 'session_id', entry::text), place desc) distinct_entries
    order by place desc
    limit 50) latest
$$;

-- A context after a change: the history is added to, all else merged.
create function agent_context(before jsonb, change jsonb) returns jsonb
language sql immutable as $$
  select agent_merge(before, change - 'session_history')
    || case when change ? 'session_history'
      then jsonb_build_object('session_history',
        agent_history(before -> 'session_history', change -> 'session_history'))
      else '{}' end
$$;
