"""Asking a geocoder: slowly, patiently, and each address once."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from geopy.exc import (  # type: ignore[import-untyped]
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.geocoders import Nominatim, Photon  # type: ignore[import-untyped]

from geo.directory.locating import Candidate
from geo.directory.place import Place
from geo.exchange.answer_cache import AnswerCache
from geo.exchange.errors import GeocoderError
from geo.exchange.geocoder_answers import candidate_of
from geo.exchange.geocoder_http import BoundedAdapter
from geo.settings import Settings

ATTEMPTS: Final = 4
"""Times that one address is asked before it is left for another day."""

LONGEST_WAIT_S: Final = 120.0
"""Seconds that a service may ask to wait; for longer ones the command ends."""

TIMEOUT_S: Final = 20.0
"""Seconds that one answer may take."""

_LIMIT: Final = 10
_AGENT: Final = "willkommenskarte-stuttgart/0.1 geocode"

_REFUSALS: Final = (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
)
_FAILURES: Final = (GeopyError, LookupError, TypeError, ValueError, AttributeError)
"""What passes, and what geopy and the reading make of JSON that is no answer."""


class UnansweredError(GeocoderError):
    """One address got no answer, and the next one may."""


@dataclass
class Geocoder:
    """A service with its pace and its memory.

    ``sleep`` waits for seconds and ``clock`` tells them; ``asked`` counts the requests.
    """

    settings: Settings
    cache: AnswerCache
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    asked: int = field(default=0, init=False)
    _last: float = field(default=-1e9, init=False)

    def __post_init__(self) -> None:
        scheme, _, domain = self.settings.geocoder_service.partition("://")
        kind = Photon if self.settings.geocoder == "photon" else Nominatim
        contact = self.settings.geocoder_contact
        self._service = kind(
            scheme=scheme,
            domain=domain,
            user_agent=f"{_AGENT} ({contact})" if contact else _AGENT,
            timeout=TIMEOUT_S,
            adapter_factory=BoundedAdapter,
        )

    def candidates(self, place: Place, today: date) -> tuple[Candidate, ...]:
        """Give what the service knows of the address of a place, from memory where it is there.

        Raises
        ------
        UnansweredError
            If the service failed at this address ``ATTEMPTS`` times.
        GeocoderError
            If the service refuses, cannot be reached, or asks to wait for too long: it is no use
            to ask on.
        """
        query = self._query(place)
        key = json.dumps(query, ensure_ascii=False, sort_keys=True)
        kept = self.cache.get(key)
        if kept is None:
            kept = today, self._patiently(query)
            self.cache.keep(key, kept[1])
        day, answers = kept
        return tuple(candidate_of(self.settings.geocoder, answer, day) for answer in answers)

    def _query(self, place: Place) -> dict[str, str]:
        address = place.address
        parts = {
            "street": f"{address.house_number} {address.street}",
            "postalcode": address.postcode or "",
            "city": address.city or "",
            "country": "Deutschland",
        }
        if self.settings.geocoder == "photon":
            town = " ".join(filter(None, (parts["postalcode"], parts["city"])))
            return {"q": f"{address.street} {address.house_number}, {town}"}
        return {name: part for name, part in parts.items() if part}

    def _patiently(self, query: Mapping[str, str]) -> list[Any]:
        """Ask until there is an answer, waiting longer each time or as long as one is told to."""
        problem, told_s = "", 0.0
        for attempt in range(ATTEMPTS):
            if attempt:
                self.sleep(max(self.settings.geocoder_seconds * 2.0**attempt, told_s))
            told_s = 0.0
            try:
                return self._ask(query)
            except GeocoderRateLimited as error:
                problem, told_s = "too many requests (status 429)", float(error.retry_after or 0)
            except _REFUSALS as error:
                msg = f"the geocoder refuses ({error}): see what its operator asks for"
                raise GeocoderError(msg) from error
            except GeocoderUnavailable as error:
                msg = f"{self.settings.geocoder_service} cannot be reached ({error}): see to the"
                msg = f"{msg} network and WILLKOMMEN_GEOCODER_URL"
                raise GeocoderError(msg) from error
            except _FAILURES as error:
                problem = str(error) if isinstance(error, GeopyError) else "no such answer is known"
            if told_s > LONGEST_WAIT_S:
                msg = f"the geocoder asks to wait {told_s:g} s: run the command again later"
                raise GeocoderError(msg)
        msg = f"no answer in {ATTEMPTS} attempts: {problem}"
        raise UnansweredError(msg)

    def _ask(self, query: Mapping[str, str]) -> list[Any]:
        rest_s = self._last + self.settings.geocoder_seconds - self.clock()
        if rest_s > 0:
            self.sleep(rest_s)
        self._last = self.clock()
        self.asked += 1
        if self.settings.geocoder == "photon":
            found = self._service.geocode(query["q"], exactly_one=False, limit=_LIMIT)
        else:
            found = self._service.geocode(
                dict(query), exactly_one=False, limit=_LIMIT, addressdetails=True, language="de"
            )
        answers = [place.raw for place in found or ()]
        for answer in answers:  # what cannot be read is no answer, and is not kept
            candidate_of(self.settings.geocoder, answer, date.min)
        return answers
