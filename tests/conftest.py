"""Settings every test shares."""

import signal

from hypothesis import settings

# The clock of a busy machine says nothing about a rule, and a verdict can be had again: the same
# state draws the same cases. `--hypothesis-profile searching` draws new ones at every run.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None)
settings.load_profile("repeatable")

# A shell makes what it starts in the background deaf to Ctrl-C, and so all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest_plugins = [
    "tests.access.postgresql",
    "tests.browser.fixtures",
    "tests.browser.volunteers",
    "tests.oidc.fixtures",
]
