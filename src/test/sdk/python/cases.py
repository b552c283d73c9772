"""What the tables of all clients share: how a case is run, and what it may ask of the test.

A case is a function of a Run. It is run for each model, twice where the answer can be stored: cold,
when the provider has to be asked, and cached, when it must not be. Each run prints one line, `ok
name`, `not ok name: why` or `skip name: why`.

The SDKs find the gateway as they find their own API, by the variables of the environment that they
document. AGENTCACHE_URL is the gateway without a path, AGENTCACHE_KEY_LIMITED a key with one request
a minute, FAKE_URL the provider behind the gateway.
"""

import asyncio
import inspect
import json
import os
import sys
import time
import traceback
import urllib.error
import urllib.request
from contextlib import contextmanager
from unittest import mock

GATEWAY = os.environ["AGENTCACHE_URL"]
LIMITED_KEY = os.environ["AGENTCACHE_KEY_LIMITED"]
FAKE = os.environ["FAKE_URL"]

OPENAI, ANTHROPIC, GOOGLE = "gpt-4o", "claude-sonnet-4-5", "gemini-2.5-flash"
MODELS = (OPENAI, ANTHROPIC, GOOGLE)

# Makes prompts new in each run of a table.
RUN = format(time.time_ns(), "x")

# A transparent pixel.
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhf"
    "DwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
PNG_URL = "data:image/png;base64," + PNG
SAW = "saw image/png of 70 bytes; echo: "

_cases = []
_loop = asyncio.new_event_loop()


def case(models=MODELS, cached=True, needs=None):
    """Adds a function to the table; `needs` is a path without which it is skipped."""

    def add(function):
        _cases.append((function, models, cached, needs))
        return function

    return add


class Joined(AssertionError):
    """An answer came from a call that had not ended yet, and not from the store."""


class Run:
    """One run of a case: for this model; `cache` is what X-Cache has to say."""

    def __init__(self, name, model, cache):
        self.name, self.model, self.cache = name, model, cache

    def prompt(self, text):
        """A text that no other case says."""
        return f"{text} ({self.name.replace('_', ' ')}, {RUN})"

    def served(self, headers):
        """Checks the headers of an answer."""
        if headers["x-cache"] == "MISS" and self.cache == "HIT":
            raise Joined("X-Cache: MISS")
        equal(headers["x-cache"], self.cache)
        assert headers["x-cache-key"].startswith("agentcache:v1:default:")
        assert headers["x-agentcache-provider"] == {
            OPENAI: "openai",
            ANTHROPIC: "anthropic",
            GOOGLE: "google",
        }[self.model]


def equal(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"


def request(url, method="GET", body=None):
    """The JSON that a server answers."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, method=method)) as answer:
        return json.load(answer)


def misbehave(text, **behaviour):
    """The provider does this once, with the next request that has this text."""
    order = {"times": 1, "contains": text, "behaviour": behaviour}
    request(FAKE + "/_control", "POST", order)


def calls():
    """How often the provider was asked."""
    return request(FAKE + "/_control")["total"]


def raises(expected, function):
    """The error of that very type that the function fails with."""
    try:
        function()
    except Exception as error:
        assert type(error) is expected, f"{type(error).__name__}: {error}"
        return error
    raise AssertionError(f"no {expected.__name__}")


@contextmanager
def pauses():
    """The seconds that are slept inside; they do not pass."""
    slept = []
    with mock.patch("time.sleep", slept.append):
        yield slept


def run():
    """Runs the table; exits with 1 if a case failed."""
    offered = request(GATEWAY + "/q/openapi?format=json")["paths"]
    failed = False
    for function, models, cached, needs in _cases:
        for model in models:
            for cache in ("MISS", "HIT") if cached else ("MISS",):
                name = f"{function.__name__} {model} " + ("cached" if cache == "HIT" else "cold")
                if needs and needs not in offered:
                    print(f"skip {name}: there is no {needs}")
                    continue
                why = _run(function, Run(function.__name__, model, cache))
                print(f"not ok {name}: {why}" if why else f"ok {name}", flush=True)
                failed |= bool(why)
    sys.exit(1 if failed else 0)


def _run(function, run):
    before = calls()
    deadline = time.monotonic() + 5
    while True:
        try:
            return _once(function, run, before)
        except Joined as joined:
            # The SDK has seen the end of the answer before the gateway has stored it.
            if calls() > before or time.monotonic() > deadline:
                return str(joined)


def _once(function, run, before):
    try:
        if inspect.iscoroutinefunction(function):
            _loop.run_until_complete(function(run))
        else:
            function(run)
        asked = calls() - before
        if run.cache == "HIT":
            assert asked == 0, f"the provider was asked {asked} times"
        return None
    except Joined:
        raise
    except Exception as error:
        own = [at for at in traceback.extract_tb(error.__traceback__) if "_cases" in at.filename]
        where = f"line {own[-1].lineno}: {own[-1].line}" if own else "before the case"
        return " ".join(f"{where}: {type(error).__name__}: {error}".split())
