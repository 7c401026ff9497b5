"""A terminal in which an operator starts ``python -m geo`` with settings of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from geo.__main__ import app
from tests.browser.server import ROOT
from tests.loops import apart


@dataclass(frozen=True)
class Shell:
    """A terminal in which nothing is set but the folder of the state, and what a call names."""

    state: Path

    def run(self, *words, **variables):
        """Start a process, as an operator does, and wait for its end."""
        process = self.start(*words, **variables)
        out, err = process.communicate()
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def start(self, *words, **variables):
        """Start a process that the caller waits for or kills."""
        return subprocess.Popen(
            [sys.executable, "-m", "geo", *words],
            cwd=ROOT,
            env=self._bare() | self._set(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def type(self, *words, **variables):
        """Do the same in this process, which is faster."""
        unset = dict.fromkeys(name for name in os.environ if name.startswith("WILLKOMMEN_"))
        return apart(CliRunner().invoke, app, words, env=unset | self._set(variables))

    def _bare(self):
        return {name: v for name, v in os.environ.items() if not name.startswith("WILLKOMMEN_")}

    def _set(self, variables):
        return {"WILLKOMMEN_STATE": str(self.state), "COLUMNS": "200"} | variables
