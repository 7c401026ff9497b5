"""Settings every test shares."""

from hypothesis import settings

# The clock of a busy machine says nothing about a rule.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.browser.fixtures"]
