-- The same text runs on SQLite and on PostgreSQL. Times are milliseconds since 1970 (UTC); 0 is none.

-- +goose Up
CREATE TABLE tide (
    id    BIGINT PRIMARY KEY,
    mark  BIGINT NOT NULL, -- the latest time known
    count BIGINT NOT NULL, -- grows; an older copy has a smaller one
    held  TEXT   NOT NULL  -- why nothing may be posted; '' where it may
);
INSERT INTO tide (id, mark, count, held) VALUES (1, 0, 0, '');

CREATE TABLE subscriptions (
    id          BIGINT PRIMARY KEY,
    key         TEXT   NOT NULL UNIQUE,
    enterprise  TEXT   NOT NULL,
    team        TEXT   NOT NULL,
    channel     TEXT   NOT NULL,
    owner       TEXT   NOT NULL,
    line        TEXT   NOT NULL,
    zone        TEXT   NOT NULL,
    lang        TEXT   NOT NULL,
    about       TEXT   NOT NULL, -- a JSON list
    only_news   BIGINT NOT NULL,
    state       TEXT   NOT NULL,
    why         TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    since       BIGINT NOT NULL,
    next_slot   TEXT   NOT NULL,
    next_at     BIGINT NOT NULL,
    next_run    BIGINT NOT NULL, -- 0: none comes
    last_slot   TEXT   NOT NULL,
    last_run    BIGINT NOT NULL,
    last_result TEXT   NOT NULL,
    missed      BIGINT NOT NULL,
    dataset     TEXT   NOT NULL,
    heard       TEXT   NOT NULL,
    created     BIGINT NOT NULL
);
CREATE INDEX subscriptions_due ON subscriptions (next_run) WHERE state = 'active' AND next_run > 0;
CREATE INDEX subscriptions_channel ON subscriptions (team, channel);

CREATE TABLE deliveries (
    subscription BIGINT NOT NULL,
    local        TEXT   NOT NULL, -- the intended local time; of a notice or an extra digest, a name
    kind         TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    run          BIGINT NOT NULL,
    until        BIGINT NOT NULL,
    target       TEXT   NOT NULL, -- of a notice: the user
    result       TEXT   NOT NULL, -- '' while open
    why          TEXT   NOT NULL,
    owner        TEXT   NOT NULL, -- the process that claimed it last
    token        BIGINT NOT NULL, -- grows with each claim
    lease        BIGINT NOT NULL, -- the end of the claim
    again        BIGINT NOT NULL, -- not claimed before
    tries        BIGINT NOT NULL,
    prepared     BIGINT NOT NULL,
    dataset      TEXT   NOT NULL,
    finished     BIGINT NOT NULL,
    PRIMARY KEY (subscription, local)
);
CREATE INDEX deliveries_open ON deliveries (run) WHERE result = '';
CREATE INDEX deliveries_at ON deliveries (at);

CREATE TABLE parts (
    subscription BIGINT NOT NULL,
    local        TEXT   NOT NULL,
    part         BIGINT NOT NULL,
    body         TEXT   NOT NULL,
    plain        BIGINT NOT NULL,
    state        TEXT   NOT NULL,
    tries        BIGINT NOT NULL,
    started      BIGINT NOT NULL,
    channel      TEXT   NOT NULL,
    ts           TEXT   NOT NULL,
    PRIMARY KEY (subscription, local, part)
);

CREATE TABLE snapshots (
    digest TEXT   PRIMARY KEY,
    body   TEXT   NOT NULL,
    used   BIGINT NOT NULL
);

CREATE TABLE seen (
    key TEXT   PRIMARY KEY,
    at  BIGINT NOT NULL
);
CREATE INDEX seen_at ON seen (at);

CREATE TABLE letters (
    id       TEXT   PRIMARY KEY,
    received BIGINT NOT NULL,
    team     TEXT   NOT NULL,
    channel  TEXT   NOT NULL,
    thread   TEXT   NOT NULL,
    ts       TEXT   NOT NULL,
    person   TEXT   NOT NULL,
    direct   BIGINT NOT NULL,
    body     TEXT   NOT NULL,
    owner    TEXT   NOT NULL,
    lease    BIGINT NOT NULL
);

CREATE TABLE threads (
    team    TEXT   NOT NULL,
    channel TEXT   NOT NULL,
    thread  TEXT   NOT NULL,
    person  TEXT   NOT NULL,
    about   TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (team, channel, thread, person)
);
CREATE INDEX threads_at ON threads (at);
