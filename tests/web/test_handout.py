"""A handout: what somebody on the way needs, in two languages, and nothing that is not known."""

import io
import re
from datetime import UTC, datetime

import pypdf
import pytest

from geo.directory.query import MOST_KEPT, Query, query_from_params, query_to_params
from geo.web.handout import handout
from geo.web.handout_map import district_map
from geo.web.handout_pdf import handout_pdf
from geo.web.twin.pages import twin_routes
from tests.worlds import catalogues, index_of, place, shelter, unlocated, world

NOW = datetime(2026, 1, 5, 11, 0, 0, 123, tzinfo=UTC)
GERMAN, ENGLISH = (catalogues().get(code) for code in ("de", "en"))
HOSTILE = '<script>alert(1)</script> "quoted" #let x = 1'
ROWS = [
    place(id="door", name="Haus zur Tür", phone="+49 711 505050", opening_hours="Mo 09:00-12:00"),
    place(id="near", name=HOSTILE, geo_precision="stop", geo_accuracy_m="300"),
    unlocated(id="nowhere", name="Ohne Ort"),
]
DIRECTORY = world(places=ROWS, shelters=[shelter()])


@pytest.fixture
def ask(client_of):
    return client_of(twin_routes(lambda: index_of(DIRECTORY), catalogues(), lambda: NOW)).get


def made(*ids, languages=(ENGLISH, GERMAN)):
    places = [DIRECTORY.by_id[one] for one in ids]
    return handout(languages, DIRECTORY, places, NOW, lambda one: f"https://map.example/{one}")


def test_each_place_is_told_in_both_languages():
    (entry,) = made("door").entries
    english, german = entry.halves
    assert (english.kind, german.kind) == ("Advice", "Beratung")
    assert "Monday: 09:00" in dict(english.lines)["Opening hours"]
    assert "Montag: 09:00" in dict(german.lines)["Öffnungszeiten"]
    assert entry.contacts == ("+49 711 505050",)
    for drawing in (entry.qr, entry.map):
        assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_what_is_not_known_is_said():
    (entry,) = made("nowhere", languages=(ENGLISH,)).entries
    assert dict(entry.halves[0].lines)["Opening hours"] == ENGLISH.t("hours.unknown")
    assert (entry.address, entry.map) == ((), "")


def test_a_map_shows_a_door_as_a_dot_and_an_area_as_a_dashed_circle():
    door, near = (district_map(DIRECTORY, DIRECTORY.by_id[one]) for one in ("door", "near"))
    assert "stroke-dasharray" not in door
    assert "stroke-dasharray" in near
    assert re.sub(r"[-\d.,\s]", "", near.split('points="')[1].split('"')[0]) == ""


def test_the_page_is_the_list_of_the_address(ask):
    page = ask("/t/en/handout?kept=door&kept=near&kept=nobody&kept=shelter-gray").text
    assert page.count("Take off the list") == 2
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'href="handout?kept=near"' in page  # the first is taken off
    assert 'href="find?kept=door&amp;kept=near"' in page
    assert 'lang="de" dir="ltr"' in page


def test_an_empty_list_leads_to_the_search(ask):
    assert "Nothing is on the list yet" in ask("/t/en/handout").text


def test_in_german_there_is_one_language(ask):
    assert ask("/t/de/handout?kept=door").text.count('<p class="kind">Beratung</p>') == 1


def test_the_results_carry_the_list_on(ask):
    page = ask("/t/en/find?kept=door&q=Ohne").text
    assert '<input type="hidden" name="kept" value="door">' in page
    assert re.search(r'name="kept" value="nowhere"> Put on my list', page)
    full = ask("/t/en/find?kept=door").text
    assert re.search(r'name="kept" value="door" checked>', full)


def test_the_pdf_has_the_words_of_both_languages_and_codes(ask):
    answer = ask("/t/en/handout.pdf?kept=door&kept=near")
    assert answer.headers["content-type"] == "application/pdf"
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    for words in ("My list", "Mein Merkzettel", "Haus zur Tür", "Beratung", "alert(1)"):
        assert words in text


@pytest.mark.parametrize(
    ("text", "font"),
    [("مركز اللغة", "NotoSansArabic"), ("ቋንቋ ማእከል", "NotoSansEthiopic")],
)
def test_the_pdf_is_shaped_in_the_font_of_the_script(text, font):
    directory = world(places=[place(id="door", name=text)])
    places = directory.places
    sheet = handout((ENGLISH,), directory, places, NOW, lambda one: f"https://map.example/{one}")
    content = handout_pdf(ENGLISH, sheet, "5 January", NOW)
    assert font.encode() in content.replace(b"-", b"")


def test_an_empty_list_has_no_file(ask):
    answer = ask("/t/en/handout.pdf?kept=nobody")
    assert (answer.status_code, answer.headers["location"]) == (307, "handout")


def test_the_same_list_of_a_day_is_the_same_file():
    sheet = made("door")
    at = [datetime(2026, 1, 5, hour, 0, tzinfo=UTC) for hour in (1, 2)]
    first, second = (handout_pdf(ENGLISH, sheet, "5 January", moment) for moment in at)
    assert first == second


# The list in the address


def test_a_list_has_its_order_and_an_end():
    ids = [f"p{n}" for n in range(MOST_KEPT + 2)]
    many = world(places=[place(id=one, name=one) for one in ids])
    query, refused = query_from_params({"kept": [*reversed(ids), "p0"]}, many)
    assert query.kept == tuple(reversed(ids))[:MOST_KEPT]
    assert refused == ("kept",)
    assert query.keeping("p0").kept == query.kept
    assert query.keeping("p11").kept == query.kept[1:]


def test_a_list_is_written_and_read_again():
    query = Query().keeping("near").keeping("door")
    assert query_from_params(query_to_params(query), DIRECTORY) == (query, ())
    assert query.keeping("near").kept == ("door",)


def test_a_home_is_never_on_a_list():
    assert query_from_params({"kept": ["shelter-gray"]}, DIRECTORY) == (Query(), ("kept",))
