"""A brief as one HTML file that asks no host for anything."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo.web.brief import Brief
from geo.web.coverage_charts import svg

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
)


def brief_html(brief: Brief) -> bytes:
    """Write a brief as HTML with its pictures inside, for a screen and for two sheets of A4.

    Parameters
    ----------
    brief
        Finished words; all of them are escaped.
    """
    # The pictures are drawn from figures by a library that escapes what is written in them.
    pictures = {figure.name: Markup(svg(figure.spec)) for figure in brief.figures}  # noqa: S704
    page = _TEMPLATES.get_template("brief.html").render(brief=brief, pictures=pictures)
    return page.encode()
