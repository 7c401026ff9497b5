"""Letters for scripts that phones and desktops often lack, cut from installed packages.

Visitors read in the fonts of their own device. In Tigrinya and Pashto, whose letters many devices
lack or have only in part, the browser fetches one small file from this server, and in no other
language.
"""

import io
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.web.assets import KEEP_FOR_GOOD

_REGULAR: Final = {"wdth": 100, "wght": 400}


@dataclass(frozen=True)
class Script:
    """A script with the package of its font, its family, and the letters that are cut out.

    ``ranges`` are of code points, both ends included, as ``unicode-range`` writes them;
    ``languages`` are those whose letters many devices lack.
    """

    name: str
    package: str
    family: str
    ranges: tuple[tuple[int, int], ...]
    languages: tuple[str, ...]

    @cached_property
    def source(self) -> Path:
        """The file of the font.

        Raises
        ------
        FileNotFoundError
            If the package holds none.
        """
        for found in sorted(Path(str(files(self.package))).rglob("*.ttf")):
            return found
        msg = f"{self.package} holds no font: install it anew"
        raise FileNotFoundError(msg)

    @cached_property
    def version(self) -> str:
        """A word that changes with the font and with what is cut out of it."""
        told = f"{self.source.stat().st_size}{self.ranges}{_REGULAR}"
        return sha256(told.encode()).hexdigest()[:12]

    @property
    def css_range(self) -> str:
        """The letters as CSS writes them."""
        return ", ".join(f"U+{first:04X}-{last:04X}" for first, last in self.ranges)

    def cut(self) -> bytes:
        """Cut the letters out, as WOFF2; takes seconds."""
        from fontTools import subset  # noqa: PLC0415 (needed once an installation)
        from fontTools.ttLib import TTFont  # noqa: PLC0415
        from fontTools.varLib import instancer  # noqa: PLC0415

        font = TTFont(self.source)
        cutter = subset.Subsetter()
        cutter.populate(unicodes=[c for first, last in self.ranges for c in range(first, last + 1)])
        cutter.subset(font)
        font = instancer.instantiateVariableFont(font, _REGULAR, inplace=True)
        font.flavor = "woff2"
        written = io.BytesIO()
        font.save(written)
        return written.getvalue()


SCRIPTS: Final = (
    Script(
        "arabic",
        "fontpkg_noto_sans_arabic",
        "Noto Sans Arabic",
        ((0x0600, 0x06FF), (0x0750, 0x077F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        ("ps",),
    ),
    Script(
        "ethiopic", "justmytype_intl_africa", "Noto Sans Ethiopic", ((0x1200, 0x137F),), ("ti",)
    ),
)

_OWN: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
_CUTTING: Final = threading.Lock()


def font_folders() -> list[Path]:
    """Give the folders of the fonts, for the typesetter."""
    return [script.source.parent for script in SCRIPTS]


def font_css(language: str, base: str) -> str:
    """Write the style of a language whose letters many devices lack; empty for the others.

    The whole of a word has to come from one font, or its letters would not join: so the font of
    this server comes first where it is needed, and is not there at all where it is not.

    Parameters
    ----------
    language
        Code of the language.
    base
        Address of the folder of the fonts, as seen from the page or the style.
    """
    script = script_of(language)
    if script is None:
        return ""
    address = f"{base}{script.name}.woff2?{script.version}"
    return (
        f'@font-face {{ font-family: "{script.family}"; font-display: swap; '
        f'src: local("{script.family}"), url("{address}") format("woff2"); '
        f"unicode-range: {script.css_range}; }}\n"
        f":lang({language}), :lang({language}) :is(body, .stApp, button, input, select, textarea) "
        f'{{ font-family: "{script.family}", {_OWN} !important; }}\n'
    )


def script_of(language: str) -> Script | None:
    """Find the script that a language needs a font for."""
    return next((script for script in SCRIPTS if language in script.languages), None)


def font_routes(folder: Path) -> list[Route]:
    """Give the routes of the fonts.

    Parameters
    ----------
    folder
        Where what was cut is kept, so that it is cut once an installation.
    """
    styles = [
        Route(f"/assets/fonts/{language}.css", _style(language))
        for script in SCRIPTS
        for language in script.languages
    ]
    return [*(_route(script, folder) for script in SCRIPTS), *styles]


def _style(language: str) -> Callable[[Request], Response]:
    def answer(_: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(font_css(language, ""), media_type="text/css", headers=headers)

    return answer


def _route(script: Script, folder: Path) -> Route:
    # Not async on purpose: Starlette then cuts in a thread, and nobody waits for it.
    def answer(_: Request) -> Response:
        return Response(kept(script, folder), media_type="font/woff2", headers=KEEP_FOR_GOOD)

    return Route(f"/assets/fonts/{script.name}.woff2", answer)


def kept(script: Script, folder: Path) -> bytes:
    """Give the cut font from its file, cutting it the first time.

    Parameters
    ----------
    script
        Which one.
    folder
        Made if it is not there; where it cannot be written to, the font is cut each time.
    """
    path = folder / f"{script.name}-{script.version}.woff2"
    with _CUTTING:
        if path.exists():
            return path.read_bytes()
        content = script.cut()
        _write(path, content)
    return content


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        return
