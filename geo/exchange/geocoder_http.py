"""How a geocoder is reached: one host, no detours, an end to time and size."""

import json
import time
from collections.abc import Mapping
from typing import Any, Final

import httpx
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter  # type: ignore[import-untyped]
from geopy.exc import (  # type: ignore[import-untyped]
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

LONGEST_ANSWER_BYTES: Final = 1_000_000
"""Ten places take about ten thousand."""

_ERRORS_FROM: Final = 300
"""Status codes from here on are no answer; a redirection would lead to a host nobody named."""


class BoundedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Fetch answers with httpx for geopy, whose own reader takes whatever size is sent."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ANN401, JSON
        """Fetch an answer and read it as JSON.

        Raises
        ------
        GeocoderParseError
            If it is none.
        """
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except ValueError as error:
            msg = "the answer is not JSON"
            raise GeocoderParseError(msg) from error

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Fetch an answer.

        Raises
        ------
        AdapterHTTPError
            If it is an error or leads elsewhere.
        GeocoderTimedOut
            If it takes longer than ``timeout`` seconds, however slowly it trickles in.
        GeocoderUnavailable
            If the service cannot be reached.
        GeocoderServiceError
            If the connection breaks, or the service sends more than ``LONGEST_ANSWER_BYTES``.
        """
        try:
            with httpx.stream("GET", url, timeout=timeout, headers=dict(headers)) as response:
                content = _content(response, time.monotonic() + timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise GeocoderUnavailable(str(error) or "no connection") from error
        except httpx.TimeoutException as error:
            msg = f"no answer within {timeout:g} s"
            raise GeocoderTimedOut(msg) from error
        except httpx.HTTPError as error:
            raise GeocoderServiceError(str(error) or type(error).__name__) from error
        if response.status_code >= _ERRORS_FROM:
            msg = f"status {response.status_code}"
            raise AdapterHTTPError(
                msg, status_code=response.status_code, headers=response.headers, text=""
            )
        return content.decode("utf-8", "replace")


def _content(response: httpx.Response, deadline: float) -> bytes:
    content = b""
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LONGEST_ANSWER_BYTES:
            msg = f"the answer is longer than {LONGEST_ANSWER_BYTES} bytes"
            raise GeocoderServiceError(msg)
        if time.monotonic() > deadline:
            msg = "the answer trickles in too slowly"
            raise GeocoderTimedOut(msg)
    return content
