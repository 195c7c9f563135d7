"""Who may call, from where, and how often; and what is refused before the application hears of it."""

import httpx
import pytest
from starlette.responses import PlainTextResponse

from rag.serve import limits
from rag.serve.errors import Unguarded
from rag.serve.limits import Rate, guarded, is_loopback
from tests.rag.serve.served import run

HERE = "http://127.0.0.1:8321"
TOKEN = "a secret of some length"


def called(host="127.0.0.1", token=None, rate=None, url=HERE, times=1, **headers):
    """The reply to the last of some calls."""
    guard = guarded(PlainTextResponse("served"), host, token, rate)

    async def call():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guard), base_url=url) as client:
            for _ in range(times):
                reply = await client.get("/", headers=headers)
            return reply

    return run(call())


@pytest.mark.parametrize("url", [HERE, "http://localhost:8321", "http://[::1]:8321", "http://LOCALHOST"])
def test_loopback_is_served(url):
    assert called(url=url).text == "served"


@pytest.mark.parametrize("url", ["http://rebound.example:8321", "http://127.0.0.1.rebound.example", "http://10.0.0.7"])
def test_another_name_for_this_machine_is_refused(url):
    reply = called(url=url)
    assert reply.status_code == 421
    assert "127.0.0.1" in reply.json()["error"]


@pytest.mark.parametrize("host", ["", "[", "[::1", "elsewhere.example@127.0.0.2", "\xff"])
def test_a_host_that_is_none_is_refused(host):
    assert called(Host=host.encode("latin-1")).status_code == 421


def test_a_page_of_another_site_is_refused_and_one_of_this_machine_is_not():
    assert called(Origin="https://elsewhere.example").status_code == 403
    assert called(Origin="null").status_code == 403
    assert called(Origin="http://localhost:3000").text == "served"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "dossier.example"])
@pytest.mark.parametrize("token", [None, ""])
def test_others_are_let_in_only_with_a_token(host, token):
    with pytest.raises(Unguarded, match="DOSSIER_TOKEN"):
        guarded(PlainTextResponse("served"), host, token)


def test_with_a_token_any_name_is_answered():
    reply = called("0.0.0.0", TOKEN, url="http://dossier.example", Authorization=f"Bearer {TOKEN}")
    assert reply.text == "served"


@pytest.mark.parametrize("given", ["", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN} ", f"Bearer {TOKEN[:-1]}", "Bearer "])
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_wrong_token_is_refused(given, host):
    reply = called(host, TOKEN, Authorization=given)
    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert TOKEN not in reply.text


def test_a_token_in_letters_of_any_kind_is_compared_and_not_tripped_over():
    assert called(token=TOKEN, Authorization="Bearer schlüssel".encode()).status_code == 401


def test_too_many_calls_are_told_when_to_come_back():
    reply = called(rate=Rate(3), times=4)
    assert reply.status_code == 429
    assert 1 <= int(reply.headers["Retry-After"]) <= 20


def test_guessing_a_token_is_slowed_down_too():
    assert called(token=TOKEN, rate=Rate(3), times=4).status_code == 429


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_bucket_fills_again_and_never_over():
    clock = Clock()
    rate = Rate(60, clock)
    assert [rate.wait("one") for _ in range(60)] == [0.0] * 60
    assert rate.wait("one") == pytest.approx(1.0)
    clock.now = 0.4
    assert rate.wait("one") == pytest.approx(0.6)
    clock.now = 1.0
    assert rate.wait("one") == 0.0
    assert rate.wait("one") > 0
    clock.now = 3600.0
    assert [rate.wait("one") > 0 for _ in range(61)] == [False] * 60 + [True]


def test_callers_do_not_share_a_bucket():
    rate = Rate(1, Clock())
    assert rate.wait("one") == 0.0
    assert rate.wait("other") == 0.0
    assert rate.wait("one") > 0


def test_of_many_callers_the_one_silent_longest_is_forgotten(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CALLERS", 2)
    rate = Rate(1, Clock())
    for caller in ("one", "two", "one", "three"):
        rate.wait(caller)
    assert rate.wait("one") > 0
    assert rate.wait("two") == 0.0


@pytest.mark.parametrize(
    ("host", "alone"), [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("10.0.0.1", False)]
)
def test_what_is_loopback(host, alone):
    assert is_loopback(host) is alone
    assert is_loopback("localhost")
    assert not is_loopback("localhost.example")
