"""Everything a piece of data could be read as: plain, escaped, packed, written in other letters."""

import base64
import binascii
import html
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote

DEEPEST = 4
"""Layers of packing that are taken off: JSON in a script in a message in a packed answer."""

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{10,}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){6,}")
_PACKED = (
    (re.compile(rb"\x1f\x8b\x08"), 31),
    (re.compile(rb"\x78[\x01\x5e\x9c\xda]"), 15),
)
_ESCAPES = re.compile(r"\\+u\{?([0-9a-fA-F]{4})\}?|\\+x([0-9a-fA-F]{2})")
_OTHER_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue"}


def texts(data: bytes | str) -> Iterator[str]:
    """Yield the texts that stand in some data, with every escape undone."""
    for reading in readings(data):
        for codec in ("utf-8", "utf-16-le", "utf-16-be"):
            if codec == "utf-8" or b"\0" in reading:
                yield unescaped(reading.decode(codec, errors="ignore"))


def readings(data: bytes | str, deepest: int = DEEPEST) -> Iterator[bytes]:
    """Yield some data as they are and with every packing taken off, layer by layer."""
    layer = [data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data]
    seen: set[bytes] = set()
    for _ in range(deepest + 1):
        layer = [reading for reading in layer if reading and reading not in seen]
        seen.update(layer)
        yield from layer
        layer = [inner for reading in layer for unpack in _UNPACKINGS for inner in unpack(reading)]


def unescaped(text: str) -> str:
    """Undo what JSON, Python, HTML, addresses and vCards do to letters, also one in another."""
    for _ in range(DEEPEST):
        before = text
        text = _ESCAPES.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
        text = unquote(html.unescape(re.sub(r"\r?\n[ \t]", "", text)))
        if text == before:
            break
    # Letters beyond the first plane are written as two halves; bytes are often written as Latin.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", errors="replace")
    return f"{text}\n{_from_latin(text)}" if "Ã" in text else text


def folded(text: str) -> str:
    """Bring a text to small letters without accents and without what cannot be seen."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))


def spellings(word: str) -> set[str]:
    """Write a word without accents, as a search would and as an address would."""
    digraphs = "".join(_OTHER_LETTERS.get(sign, sign) for sign in word.casefold())
    return {folded(word), folded(digraphs)}


def _from_latin(text: str) -> str:
    return text.encode("latin-1", errors="ignore").decode("utf-8", errors="ignore")


def _from_base64(data: bytes) -> Iterator[bytes]:
    """Decode what may be base64; where in a run it begins is not known, so all four ways."""
    runs = [run.translate(bytes.maketrans(b"-_", b"+/")) for run in _BASE64.findall(data)]
    for offset in range(4):
        yield b"\n".join(_decoded(run[offset:]) for run in runs)


def _decoded(run: bytes) -> bytes:
    whole = run[: len(run) - len(run) % 4] if len(run) % 4 == 1 else run + b"=" * (-len(run) % 4)
    try:
        return base64.b64decode(whole)
    except binascii.Error:
        return b""


def _from_hex(data: bytes) -> Iterator[bytes]:
    yield b"\n".join(bytes.fromhex(run.decode()) for run in _HEX.findall(data))


def _from_packed(data: bytes) -> Iterator[bytes]:
    """Unpack gzip and zlib wherever they begin."""
    for mark, bits in _PACKED:
        for found in mark.finditer(data):
            try:
                yield zlib.decompressobj(bits).decompress(data[found.start() :])
            except zlib.error:
                continue


_UNPACKINGS: tuple[Callable[[bytes], Iterator[bytes]], ...] = (
    _from_packed,
    _from_base64,
    _from_hex,
)
