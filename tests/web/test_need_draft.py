"""What an editor's form becomes, and what the editor is told when it cannot be taken."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.access.needs import (
    ConflictError,
    Kind,
    Need,
    NeedError,
    TimeOfWeek,
    current_needs,
    withdraw_need,
)
from geo.access.store import StoreError, open_store
from geo.access.viewer import NotAllowedError, Viewer
from geo.directory.directory import Directory
from geo.directory.viewer import Role
from geo.errors import CrsError
from geo.web.need_draft import (
    FIELDS,
    DraftError,
    explained,
    given_back,
    need_draft,
    save_need,
)
from tests.homes import home
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
SITES = Directory(
    places=(home("west-home"), home("nowhere", district=None, precision="none")),
)
GOOD = {
    "site_id": "west-home",
    "kind": "sport",
    "text": "A ball",
    "people": "3",
    "time_of_week": "evening",
    "language": "ar",
    "valid_until": "2026-02-01",
}


def read(**fields):
    return need_draft(GOOD | fields, SITES)


def refused(form):
    with pytest.raises(DraftError) as refusal:
        need_draft(form, SITES)
    return refusal.value.fields


def test_a_form_becomes_a_need():
    assert read().model_dump() == {
        "site_id": "west-home",
        "district": "Westfeld",
        "kind": Kind.SPORT,
        "text": "A ball",
        "people": 3,
        "time_of_week": TimeOfWeek.EVENING,
        "language": "ar",
        "valid_until": date(2026, 2, 1),
    }


def test_the_district_is_the_sites_whatever_the_browser_says():
    assert read(district="Ostfeld").district == "Westfeld"


def test_what_the_form_does_not_ask_for_is_not_read():
    assert read(id="n1", version=7, unheard="of") == read()


def test_no_language_means_any():
    assert read(language="").language is None


def test_blanks_around_a_value_are_not_part_of_it():
    assert read(text="  A ball \n", people=" 3 ", kind="sport ") == read()


def test_a_text_may_have_several_lines():
    assert read(text="A ball\nand a net").text == "A ball\nand a net"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("site_id", value) for value in ("gone", "", "nowhere", "WEST-HOME", "\ud800")],
        *[("kind", value) for value in ("", "war", "SPORT", "sport,money")],
        *[("text", value) for value in ("", " \n ", "x" * 501, "a\0b", "a\u202eb", "a\ud800b")],
        *[("people", value) for value in ("", "0", "-1", "501", "1.5", "many", "9" * 5000, "nan")],
        *[("time_of_week", value) for value in ("", "noon")],
        *[("language", value) for value in ("arabic", "AR", "<b>")],
        *[("valid_until", value) for value in ("", "tomorrow", "2026-02-30", "01.02.2026")],
    ],
)
def test_a_value_no_need_can_have_is_named(name, value):
    assert refused(GOOD | {name: value}) == (name,)


@pytest.mark.parametrize("sent", [3, True, ["3"], {"3": "3"}, None])
def test_what_is_no_text_was_not_sent_by_the_form(sent):
    assert refused(GOOD | {"people": sent}) == ("people",)


def test_a_number_too_long_to_be_written_is_refused():
    assert refused(GOOD | {"people": 10**5000}) == ("people",)


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "language"])
def test_a_field_that_is_missing_is_named(name):
    assert refused({key: value for key, value in GOOD.items() if key != name}) == (name,)


def test_everything_wrong_is_named_at_once_in_the_order_of_the_form():
    wrong = GOOD | {"valid_until": "soon", "people": "0", "kind": ""}
    assert refused(wrong) == ("kind", "people", "valid_until")


def test_the_message_tells_nothing_of_what_was_written():
    with pytest.raises(DraftError) as refusal:
        read(text="At Rautengasse 4711\0")
    assert "Rautengasse" not in str(refusal.value)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys((*FIELDS, "id"), anything)))
def test_whatever_a_browser_sends_is_a_need_or_a_refusal_that_names_fields(form):
    for sent in (form, GOOD | form):
        sites, wrong = outcome(sent)
        assert sites == (set() if wrong else {("west-home", "Westfeld")})
        assert wrong <= set(FIELDS)


def outcome(form):
    """Give the site of the need, or else the names of the fields that were refused."""
    try:
        draft = need_draft(form, SITES)
    except DraftError as refusal:
        return set(), set(refusal.fields)
    return {(draft.site_id, draft.district)}, set()


CURRENT = Need(id="n1", version=2, district="Westfeld", **GOOD)
ERRORS = [
    DraftError(("kind", "people")),
    ConflictError("n1", CURRENT),
    ConflictError("n1", None),
    NeedError("too late"),
    NotAllowedError("no"),
    StoreError("the store sqlite:////srv/secret/store.sqlite is busy"),
]


def test_each_reason_has_a_sentence_of_its_own_in_each_language():
    for catalogue in catalogues():
        said = [explained(catalogue, error) for error in ERRORS]
        assert len(set(said)) == len(ERRORS)
        assert not [sentence for sentence in said if "board." in sentence or "{" in sentence]
        assert not [sentence for sentence in said if "/srv" in sentence or "busy" in sentence]


def test_the_fields_to_look_at_are_named_as_the_form_names_them():
    said = explained(ENGLISH, DraftError(("kind", "people")))
    assert "What is wanted and For how many people." in said


def test_every_field_has_a_name_in_every_language():
    for catalogue in catalogues():
        assert "board.field" not in explained(catalogue, DraftError(FIELDS))


def test_another_error_is_not_hidden():
    mistake = CrsError("degrees")
    with pytest.raises(CrsError) as raised:
        explained(ENGLISH, mistake)
    assert raised.value is mistake


NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
EDITOR = Viewer(Role.EDITOR, "1")


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield opened
    opened.close()


def save(store, **fields):
    return save_need(store, EDITOR, GOOD | fields, SITES, NOW)


def board(store):
    return [need.text for need in current_needs(store, EDITOR, NOW.date())]


def test_a_new_form_is_posted_and_one_that_was_filled_changes_its_need(store):
    posted = save(store)
    save(store, text="Two balls", id=posted.id, version=posted.version)
    assert board(store) == ["Two balls"]


def test_whoever_is_overtaken_by_a_change_can_decide_to_save_all_the_same(store):
    posted = save(store)
    mine = {"id": posted.id, "version": posted.version, "text": "Mine"}
    save(store, text="Theirs", id=posted.id, version=posted.version)
    with pytest.raises(ConflictError) as conflict:
        save(store, **mine)
    assert board(store) == ["Theirs"]
    save(store, **given_back(GOOD | mine, conflict.value))
    assert board(store) == ["Mine"]


def test_whoever_is_overtaken_by_a_withdrawal_can_publish_it_anew(store):
    posted = save(store)
    mine = {"id": posted.id, "version": posted.version, "text": "Mine"}
    withdraw_need(store, EDITOR, posted.id, posted.version, NOW)
    with pytest.raises(ConflictError) as conflict:
        save(store, **mine)
    save(store, **(GOOD | given_back(GOOD | mine, conflict.value)))
    assert board(store) == ["Mine"]


def test_what_could_not_be_taken_comes_back_as_it_was_typed():
    form = GOOD | {"people": "very many", "key": "x", "id": "", "version": 0}
    assert given_back(form, DraftError(("people",))) == GOOD | {"people": "very many"}
