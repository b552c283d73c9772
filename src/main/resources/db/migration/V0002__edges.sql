-- Where uploads go: edges, what was measured of them, and what was decided.

create table edge_locations (
  id             text primary key check (id ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
  city           text not null check (length(city) between 1 and 128),
  country        text not null check (country ~ '^[A-Z]{2}$'),
  lat            double precision not null check (lat between -90 and 90),
  lng            double precision not null check (lng between -180 and 180),
  url            text not null check (url ~ '^https?://'),
  -- US dollars for 10^9 bytes.
  price_per_gb   numeric(10, 6) not null check (price_per_gb >= 0),
  -- What one upload may get before anything is measured, and what all together can, Mbit/s.
  bandwidth_mbps double precision not null default 1000 check (bandwidth_mbps > 0),
  capacity_mbps  double precision not null default 10000 check (capacity_mbps > 0),
  active         boolean not null default true,
  created_at     timestamptz not null default now()
);

-- Prices are starting values; an operator sets what is paid.
insert into edge_locations (id, city, country, lat, lng, url, price_per_gb) values
  ('sfo-1', 'San Francisco',  'US',  37.7749, -122.4194, 'https://sfo-1.agentcache.ai', 0.020),
  ('lax-1', 'Los Angeles',    'US',  34.0522, -118.2437, 'https://lax-1.agentcache.ai', 0.020),
  ('sea-1', 'Seattle',        'US',  47.6062, -122.3321, 'https://sea-1.agentcache.ai', 0.020),
  ('nyc-1', 'New York',       'US',  40.7128,  -74.0060, 'https://nyc-1.agentcache.ai', 0.020),
  ('atl-1', 'Atlanta',        'US',  33.7490,  -84.3880, 'https://atl-1.agentcache.ai', 0.020),
  ('chi-1', 'Chicago',        'US',  41.8781,  -87.6298, 'https://chi-1.agentcache.ai', 0.020),
  ('dfw-1', 'Dallas',         'US',  32.7767,  -96.7970, 'https://dfw-1.agentcache.ai', 0.020),
  ('mia-1', 'Miami',          'US',  25.7617,  -80.1918, 'https://mia-1.agentcache.ai', 0.020),
  ('bos-1', 'Boston',         'US',  42.3601,  -71.0589, 'https://bos-1.agentcache.ai', 0.020),
  ('den-1', 'Denver',         'US',  39.7392, -104.9903, 'https://den-1.agentcache.ai', 0.020),
  ('tor-1', 'Toronto',        'CA',  43.6532,  -79.3832, 'https://tor-1.agentcache.ai', 0.020),
  ('sao-1', 'São Paulo',      'BR', -23.5505,  -46.6333, 'https://sao-1.agentcache.ai', 0.060),
  ('lon-1', 'London',         'GB',  51.5074,   -0.1278, 'https://lon-1.agentcache.ai', 0.020),
  ('par-1', 'Paris',          'FR',  48.8566,    2.3522, 'https://par-1.agentcache.ai', 0.020),
  ('fra-1', 'Frankfurt',      'DE',  50.1109,    8.6821, 'https://fra-1.agentcache.ai', 0.020),
  ('ams-1', 'Amsterdam',      'NL',  52.3676,    4.9041, 'https://ams-1.agentcache.ai', 0.020),
  ('sin-1', 'Singapore',      'SG',   1.3521,  103.8198, 'https://sin-1.agentcache.ai', 0.040),
  ('hkg-1', 'Hong Kong',      'HK',  22.3193,  114.1694, 'https://hkg-1.agentcache.ai', 0.040),
  ('tyo-1', 'Tokyo',          'JP',  35.6762,  139.6503, 'https://tyo-1.agentcache.ai', 0.040),
  ('syd-1', 'Sydney',         'AU', -33.8688,  151.2093, 'https://syd-1.agentcache.ai', 0.040);

-- Every measurement, for as long as agentcache.upload.edges.keep-metrics says.
create table edge_metrics (
  id          bigint generated always as identity primary key,
  edge_id     text not null references edge_locations on delete cascade,
  at          timestamptz not null,
  source      text not null check (source in ('probe', 'client', 'upload')),
  ok          boolean not null,
  latency_ms  double precision check (latency_ms > 0),
  -- Latency beyond what the distance to the observer explains; unknown without his place.
  excess_ms   double precision,
  mbps        double precision check (mbps > 0),
  -- What the edge says of its load, 0 to 1.
  load        double precision check (load between 0 and 1),
  -- What was transferred.
  megabits    double precision not null default 0 check (megabits >= 0),
  decision_id uuid
);

create index edge_metrics_by_time on edge_metrics (at);
create index edge_metrics_by_edge on edge_metrics (edge_id, at);
-- A client tells of an edge once for each decision.
create unique index edge_metrics_once on edge_metrics (decision_id, edge_id)
  where source = 'client';

-- What is left of a weight after the time between two moments, by its half-life in seconds.
create function edge_decay(since timestamptz, until timestamptz, half_life double precision)
returns double precision language sql immutable parallel safe as $$
  select power(0.5::double precision,
    least(1000, greatest(0, extract(epoch from until - since)::double precision / half_life)))
$$;

-- The averages of each edge as of a moment: sums of values and of their weights, which halve with
-- every half-life. All replicas add to them, in any order, with the same result.
create table edge_states (
  edge_id           text primary key references edge_locations on delete cascade,
  at                timestamptz not null,
  samples           bigint not null,
  latency_weight    double precision not null,
  latency_total     double precision not null,
  excess_weight     double precision not null,
  excess_total      double precision not null,
  mbps_weight       double precision not null,
  mbps_total        double precision not null,
  ok_weight         double precision not null,
  ok_total          double precision not null,
  load_weight       double precision not null,
  load_total        double precision not null,
  megabits          double precision not null,
  failures_in_a_row integer not null
);

-- A row for each edge and day (UTC), kept.
create table edge_performance_daily (
  day            date not null,
  edge_id        text not null references edge_locations on delete cascade,
  samples        bigint not null,
  failures       bigint not null,
  avg_latency_ms double precision,
  p50_latency_ms double precision,
  p95_latency_ms double precision,
  avg_mbps       double precision,
  megabits       double precision not null,
  primary key (day, edge_id)
);

-- What was recommended and why, for 7 days.
create table edge_decisions (
  id                uuid primary key,
  tenant            text not null,
  user_id           text not null,
  at                timestamptz not null,
  file_size         bigint not null check (file_size >= 0),
  priority          text not null check (priority in ('speed', 'cost', 'balanced')),
  best_edge         text,
  predicted_seconds double precision not null check (predicted_seconds >= 0),
  document          json not null,
  actual_seconds    double precision check (actual_seconds > 0),
  actual_bytes      bigint check (actual_bytes >= 0),
  finished_at       timestamptz
);

create index edge_decisions_by_time on edge_decisions (at);

create view edge_performance_24h as
  select l.id as edge_id, l.city, l.country, l.active,
    count(m.id) as samples,
    count(m.id) filter (where m.ok)::double precision / nullif(count(m.id), 0) as success_rate,
    avg(m.latency_ms) as avg_latency_ms,
    percentile_cont(0.5) within group (order by m.latency_ms) as p50_latency_ms,
    percentile_cont(0.95) within group (order by m.latency_ms) as p95_latency_ms,
    avg(m.mbps) as avg_mbps,
    coalesce(sum(m.megabits), 0) as megabits
  from edge_locations l
  left join edge_metrics m on m.edge_id = l.id and m.at > now() - interval '24 hours'
  group by l.id;

create view top_edges as
  select edge_id, city, country, samples, success_rate, avg_latency_ms, avg_mbps,
    rank() over (order by success_rate desc, avg_mbps desc nulls last, avg_latency_ms nulls last)
      as rank
  from edge_performance_24h
  where active and samples > 0;

-- How long uploads took against what was predicted; 1 is a perfect prediction.
create view decision_accuracy as
  select id, tenant, at, priority, best_edge, file_size, actual_bytes, predicted_seconds,
    actual_seconds, actual_seconds / nullif(predicted_seconds, 0) as ratio
  from edge_decisions
  where actual_seconds is not null;
