-- Uploads: sessions and how far they are, the files that are known, who refers to them, and what is
-- learnt from finished uploads.

-- A file is known once an upload of it completed whose reports add up. There is one row for a tenant,
-- hash and size; a url of its own is what its uploader said, else it is made from configuration.
create table file_hashes (
  file_id           uuid primary key,
  tenant            text not null,
  sha256            bytea not null check (length(sha256) = 32),
  size              bigint not null check (size >= 0),
  url               text,
  file_name         text not null,
  mime_type         text,
  upload_count      bigint not null default 1 check (upload_count > 0),
  first_uploaded_at timestamptz not null,
  last_uploaded_at  timestamptz not null,
  unique (tenant, sha256, size)
);

-- Once for a user and file name. Who uploaded saved nothing; who was told of a duplicate saved it.
create table user_file_references (
  file_id     uuid not null references file_hashes on delete cascade,
  user_id     text not null,
  file_name   text not null,
  tenant      text not null,
  saved_bytes bigint not null default 0 check (saved_bytes >= 0),
  saved_cost  numeric(18, 6) not null default 0 check (saved_cost >= 0),
  created_at  timestamptz not null,
  primary key (file_id, user_id, file_name)
);

create index user_file_references_by_user on user_file_references (tenant, user_id, created_at desc);

-- The hashes of all chunks of a known file, one after the other, for proofs of possession.
create table upload_chunk_hashes (
  file_id    uuid primary key references file_hashes on delete cascade,
  chunk_size bigint not null check (chunk_size > 0),
  hashes     bytea not null check (length(hashes) > 0 and length(hashes) % 32 = 0)
);

create table upload_sessions (
  session_id         uuid primary key,
  tenant             text not null,
  user_id            text not null,
  file_id            uuid not null,
  file_name          text not null,
  file_hash          text not null,
  sha256             bytea check (length(sha256) = 32),
  file_size          bigint not null check (file_size > 0),
  mime_type          text,
  url                text,
  chunk_size         bigint not null check (chunk_size > 0),
  chunks_total       integer not null check (chunks_total > 0),
  threads            integer check (threads > 0),
  upload_via         text,
  jetty_speed        boolean,
  edges_used         text[] not null default '{}',
  decision_id        text,
  device_fingerprint text,
  state              text not null check (state in ('uploading', 'paused', 'completed', 'failed', 'expired')),
  chunks_completed   integer not null default 0 check (chunks_completed between 0 and chunks_total),
  bytes_uploaded     bigint not null default 0 check (bytes_uploaded >= 0),
  completed_prefix   integer not null default 0 check (completed_prefix between 0 and chunks_total),
  estimated_seconds  double precision,
  estimated_cost     double precision,
  actual_cost        double precision,
  active_ms          bigint check (active_ms >= 0),
  paused_ms          bigint not null default 0 check (paused_ms >= 0),
  paused_at          timestamptz,
  error_message      text,
  verified           boolean not null default false,
  started_at         timestamptz not null,
  updated_at         timestamptz not null,
  finished_at        timestamptz,
  expires_at         timestamptz not null,
  check ((state in ('completed', 'failed', 'expired')) = (finished_at is not null)),
  check ((state = 'paused') = (paused_at is not null) or finished_at is not null)
) with (fillfactor = 80);

create index upload_sessions_by_user on upload_sessions (tenant, user_id, started_at desc, session_id desc);
create index upload_sessions_by_time on upload_sessions (tenant, started_at desc, session_id desc);
create index upload_sessions_by_hash on upload_sessions (tenant, file_hash);
create index upload_sessions_by_device on upload_sessions (tenant, device_fingerprint)
  where device_fingerprint is not null;
create index upload_sessions_open on upload_sessions (expires_at) where state in ('uploading', 'paused');

-- The state machine of the service once more, so that no mistake in it can write what cannot be.
create function upload_transition_allowed(before text, after text) returns boolean
language sql immutable as $$
  select case before
    when 'uploading' then after in ('uploading', 'paused', 'completed', 'failed', 'expired')
    when 'paused' then after in ('paused', 'uploading', 'completed', 'failed', 'expired')
    else false
  end
$$;

create function upload_sessions_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'uploading' then
      raise exception 'an upload session begins as uploading' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if not upload_transition_allowed(old.state, new.state) then
    raise exception 'an upload session does not go from % to %', old.state, new.state
      using errcode = 'check_violation';
  end if;
  if new.chunks_completed < old.chunks_completed
    or new.bytes_uploaded < old.bytes_uploaded
    or new.completed_prefix < old.completed_prefix then
    raise exception 'the progress of an upload session never goes back'
      using errcode = 'check_violation';
  end if;
  if (new.session_id, new.tenant, new.user_id, new.file_size, new.chunk_size, new.chunks_total)
    is distinct from
    (old.session_id, old.tenant, old.user_id, old.file_size, old.chunk_size, old.chunks_total) then
    raise exception 'whose and how large an upload session is never changes'
      using errcode = 'check_violation';
  end if;
  return new;
end
$$;

create trigger upload_sessions_guard before insert or update on upload_sessions
  for each row execute function upload_sessions_guard();

-- When which edge was used, by the hour of the week (UTC, Monday is 1) in which an upload began.
create table upload_patterns (
  tenant     text not null,
  edge_id    text not null,
  weekday    smallint not null check (weekday between 1 and 7),
  hour       smallint not null check (hour between 0 and 23),
  size_class text not null check (size_class in ('small', 'medium', 'large')),
  uploads    bigint not null check (uploads > 0),
  bytes      bigint not null check (bytes >= 0),
  active_ms  bigint not null check (active_ms >= 0),
  last_at    timestamptz not null,
  primary key (tenant, weekday, hour, edge_id, size_class)
);

create index upload_patterns_by_hour on upload_patterns (tenant, hour);

-- What was predicted for an hour that had not begun, to be compared with what came.
create table upload_prewarm_predictions (
  tenant   text not null,
  for_hour timestamptz not null,
  edges    text[] not null,
  made_at  timestamptz not null,
  primary key (tenant, for_hour),
  check (made_at < for_hour)
);

create view deduplication_savings as
select f.tenant,
  count(*) as files,
  coalesce(sum(f.size), 0)::bigint as bytes_stored,
  coalesce(sum(r.total), 0)::bigint as file_references,
  coalesce(sum(r.avoided), 0)::bigint as uploads_avoided,
  coalesce(sum(r.bytes), 0)::bigint as bytes_saved,
  coalesce(sum(r.cost), 0) as cost_saved
from file_hashes f
left join lateral (
  select count(*) as total, count(*) filter (where u.saved_bytes > 0) as avoided,
    sum(u.saved_bytes) as bytes, sum(u.saved_cost) as cost
  from user_file_references u where u.file_id = f.file_id) r on true
group by f.tenant;

create view user_upload_stats as
select tenant, user_id,
  count(*) as uploads,
  count(*) filter (where state = 'completed') as completed,
  count(*) filter (where state = 'failed') as failed,
  count(*) filter (where state = 'expired') as expired,
  count(*) filter (where state in ('uploading', 'paused')) as unfinished,
  coalesce(sum(file_size) filter (where state = 'completed'), 0)::bigint as bytes_completed,
  coalesce(sum(active_ms) filter (where state = 'completed'), 0)::bigint as active_ms,
  case when sum(active_ms) filter (where state = 'completed' and verified) > 0
    then sum(file_size) filter (where state = 'completed' and verified) * 8 / 1000.0
      / sum(active_ms) filter (where state = 'completed' and verified)
  end as mbps,
  min(started_at) as first_started_at,
  max(updated_at) as last_updated_at
from upload_sessions
group by tenant, user_id;
