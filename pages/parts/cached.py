"""What is worked out once and kept, whoever asks."""

from geo.settings import Settings
from geo.web.loaded import Loaded, load


def loaded() -> Loaded:
    """Give the directory, the languages and the search of this process."""
    return load(Settings().data)
