"""Who is signed in, and what this viewer may know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo.access.entrance import Entrance
from geo.access.help_query import HelpQuery
from geo.access.viewer import Viewer
from geo.directory.directory import Directory
from geo.language.catalogue import Catalogue
from geo.web.shelter_sheet import Surroundings
from pages.parts import state


@dataclass(frozen=True)
class Guest:
    """A signed-in visitor in one run of a page; ``public`` is what everybody may know."""

    catalogue: Catalogue
    entrance: Entrance
    viewer: Viewer
    around: Surroundings
    public: Directory
    options: Mapping[str, tuple[str, ...]]

    def ask(self, change: Callable[[HelpQuery], HelpQuery]) -> None:
        """Change what the address asks by now, which may be more than when the page was drawn."""
        state.ask_help(change(state.help_query(self.options)[0]))

    @property
    def directory(self) -> Directory:
        """What the visitor may know."""
        return self.around.directory
