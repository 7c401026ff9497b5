"""Files to and from the visitor's own device: inside the session, and never through an address."""

from base64 import b64encode
from collections.abc import Callable, Mapping

from pages.parts import state
from pages.parts.components import component

LARGEST_BYTES = 200_000
"""Of a file that is taken."""

_draw = component("files", "deliver")


def save_buttons(name: str, labels: Mapping[str, str], on_save: Callable[[str], None]) -> None:
    """Draw buttons that save something; the file comes with the answer.

    Parameters
    ----------
    name
        Of the buttons, once a page.
    labels
        What each of them says, by what it stands for.
    on_save
        Makes the file and leaves it with ``state.leave_file``.
    """
    key = f"files.{name}"
    file = state.take_left_file(name)
    _draw(
        key=key,
        data={
            "buttons": [{"value": value, "label": label} for value, label in labels.items()],
            "open": None,
            "file": {
                "number": file[0],
                "name": file[1].name,
                "media_type": file[1].media_type,
                "content": b64encode(file[1].content).decode("ascii"),
            }
            if file
            else None,
        },
        on_save_change=lambda: on_save(str(state.sent_by(key, "save"))),
    )


def open_button(
    name: str, label: str, accept: str, too_large: str, on_open: Callable[[str], None]
) -> None:
    """Draw a button that reads a text file in the browser and sends its text.

    Parameters
    ----------
    name
        Of the button, once a page.
    label
        What it says.
    accept
        Endings of the files, for example ``".toml"``.
    too_large
        What to say of a file over ``LARGEST_BYTES``.
    on_open
        Takes the text, which may be anything.
    """
    key = f"files.{name}"
    _draw(
        key=key,
        data={
            "buttons": [],
            "open": {
                "label": label,
                "accept": accept,
                "largest": LARGEST_BYTES,
                "too_large": too_large,
            },
            "file": None,
        },
        on_open_change=lambda: _hand_on(key, on_open),
    )


def _hand_on(key: str, on_open: Callable[[str], None]) -> None:
    """Hand on a text; the browser has measured it, and might have lied."""
    sent = state.sent_by(key, "open")
    text = sent.get("text") if isinstance(sent, dict) else None
    if isinstance(text, str) and len(text.encode()) <= LARGEST_BYTES:
        on_open(text)
