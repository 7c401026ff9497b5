"""How a geocoder is asked: the pace, the patience, and what is kept."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from geo.exchange import geocoder_http
from geo.exchange.answer_cache import FILE, KEPT_DAYS, AnswerCache
from geo.exchange.errors import GeocoderError
from geo.exchange.geocoder import ATTEMPTS, Geocoder, UnansweredError
from geo.settings import Settings
from tests.exchange.geocoding_server import Reply, geocoding_server, house, nominatim
from tests.homes import record

TODAY = date(2026, 1, 5)
PLACE = record(
    "a", "course", address={"street": "Lange Gasse", "house_number": "7", "city": "Musterstadt"}
)
OTHER = PLACE.model_copy(update={"address": PLACE.address.model_copy(update={"house_number": "8"})})


@dataclass
class Clock:
    """A clock that moves when somebody sleeps, and a little with each look at it."""

    now_s: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds):
        self.slept.append(round(seconds, 2))
        self.now_s += seconds

    def read(self):
        return self.now_s


@pytest.fixture
def server():
    with geocoding_server() as running:
        yield running


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def geocoder(server, clock, tmp_path):
    settings = Settings(geocoder_url=server.address, geocoder_seconds=1.5)
    cache = AnswerCache(tmp_path, server.address, TODAY)
    yield Geocoder(settings, cache, sleep=clock.sleep, clock=clock.read)
    cache.close()


def test_a_pause_stands_between_two_requests_and_none_before_the_first(geocoder, clock, server):
    geocoder.candidates(PLACE, TODAY)
    assert clock.slept == []
    clock.now_s += 0.5
    geocoder.candidates(OTHER, TODAY)
    assert clock.slept == [1.0]
    assert (geocoder.asked, server.asked) == (2, ["7 Lange Gasse", "8 Lange Gasse"])


def test_what_is_remembered_costs_no_pause(geocoder, clock):
    for _ in range(3):
        geocoder.candidates(PLACE, TODAY)
    assert (geocoder.asked, clock.slept) == (1, [])


def test_after_each_fault_it_waits_longer(geocoder, clock, server):
    server.replies["7 Lange Gasse"] = [Reply(b"", 500)]
    with pytest.raises(UnansweredError, match="no answer in 4 attempts: status 500"):
        geocoder.candidates(PLACE, TODAY)
    assert clock.slept == [3.0, 6.0, 12.0]
    assert geocoder.asked == ATTEMPTS


@pytest.mark.parametrize(("told", "waited"), [("30", 30.0), ("1", 3.0), ("soon", 3.0), ("", 3.0)])
def test_it_waits_as_long_as_it_is_told_to(geocoder, clock, server, told, waited):
    too_many = Reply(b"", 429, (("Retry-After", told),) if told else ())
    server.replies["7 Lange Gasse"] = [too_many, nominatim(house())]
    assert len(geocoder.candidates(PLACE, TODAY)) == 1
    assert clock.slept == [waited]


def test_an_answer_that_trickles_in_is_given_up(monkeypatch, server):
    """The clock of the reading runs fast: the end of its time comes between two pieces."""
    ticks = iter((0.0, 50.0, 100.0))
    monkeypatch.setattr(geocoder_http.time, "monotonic", lambda: next(ticks))
    server.replies["x"] = [nominatim(house())]
    adapter = geocoder_http.BoundedAdapter(proxies=None, ssl_context=None)
    url = f"{server.address}/search?street=x&format=json&addressdetails=1"
    with pytest.raises(geocoder_http.GeocoderTimedOut, match="trickles in too slowly"):
        adapter.get_text(url, timeout=20, headers={})


def test_answers_are_forgotten_after_a_while_and_are_of_one_service(tmp_path):
    def cache(service="a", after=0):
        return AnswerCache(tmp_path, service, TODAY + timedelta(days=after))

    kept = [cache(), cache("b"), cache(after=KEPT_DAYS - 1), cache(after=KEPT_DAYS)]
    kept[0].keep("q", [{"lat": 1}])
    assert [each.get("q") for each in kept] == [
        (TODAY, [{"lat": 1}]),
        None,
        (TODAY, [{"lat": 1}]),
        None,
    ]
    for each in kept:
        each.close()


@pytest.mark.parametrize("content", [b"not a database, but long enough to be told from one" * 9])
def test_a_file_that_keeps_no_answers_is_named(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(GeocoderError, match=rf"{FILE}: answers cannot be kept there"):
        AnswerCache(tmp_path, "a", TODAY)
