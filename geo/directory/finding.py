"""What a careful editor would have to look at."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error keeps a row out, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing in one file that is wrong or doubtful, and where.

    ``line`` counts from 1 and is the line in which the row begins; None stands for the whole file.
    """

    severity: Severity
    file: str
    line: int | None
    column: str
    value: str
    message: str

    @property
    def discreet(self) -> str:
        """Say where something is wrong, and nothing of what stands there: for logs."""
        if self.line is None:
            return str(self)
        return f"{self.file} line {self.line}, {self.column}: see python -m geo check"

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        what = f", {self.column} {self.value[:80]!r}" if self.column else ""
        return f"{where}{what}: {self.message}"
