"""What a careful editor would have to look at."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters.

    An error keeps a row out; a warning says that something is probably wrong; a hint, that a
    careful editor would look.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """One thing in one file that is wrong or doubtful, and where.

    ``line`` counts from 1 and is the line in which the row begins; None stands for the whole file.
    ``remedy`` says what to do. A finding that is ``is_private`` tells by its mere place where a
    protected home is: nobody prints it where others may read along.
    """

    severity: Severity
    file: str
    line: int | None
    column: str
    value: str
    message: str
    remedy: str = ""
    is_private: bool = False

    @property
    def discreet(self) -> str:
        """Say where something is wrong, and nothing of what stands there: for logs."""
        if self.line is None:
            return str(self)
        return f"{self.file} line {self.line}, {self.column}: see python -m geo check"

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        what = f", {self.column} {self.value[:80]!r}" if self.column else ""
        what_to_do = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{what}: {self.message}{what_to_do}"
