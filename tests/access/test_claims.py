"""From claims to a viewer; whatever is wrong makes the public."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from geo.access.claims import viewer_of_claims
from geo.access.sessions import SKEW
from geo.access.viewer import PUBLIC
from geo.directory.viewer import Role
from tests.access.city import NOW_S, RULES, claims, rules
from tests.access.samples import DAY, HOUR, NOW

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
ROLES = {name: Role[role.upper()] for name, role in RULES["roles"].items()}


def viewer(now=NOW, its_rules=None, **values):
    return viewer_of_claims(claims(**values), its_rules or rules(), now)


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("helpers", Role.VOLUNTEER),
        (["helpers"], Role.VOLUNTEER),
        (["office", "helpers"], Role.EDITOR),
        (["helpers", "chess", "planning"], Role.PLANNER),
        ("chess", Role.PUBLIC),
        ("Helpers", Role.PUBLIC),
        ("helpers planning", Role.PUBLIC),
        ("editor", Role.PUBLIC),
        ([["office"]], Role.PUBLIC),
        ({"office": True}, Role.PUBLIC),
        ([], Role.PUBLIC),
        ("", Role.PUBLIC),
        (None, Role.PUBLIC),
        (3, Role.PUBLIC),
        (True, Role.PUBLIC),
    ],
)
def test_the_highest_known_value_gives_the_role(value, role):
    assert viewer(roles=value).role is role


def test_only_the_configured_claim_gives_a_role():
    assert viewer(roles=None, groups=["helpers"]) == PUBLIC
    assert viewer(its_rules=rules(role_claim="groups"), groups="helpers").role is Role.VOLUNTEER


def test_nobody_signed_in_is_the_public():
    assert viewer_of_claims({}, rules(), NOW) == PUBLIC
    for value in (None, False, 1, "true"):
        assert viewer(is_logged_in=value) == PUBLIC


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "iat", "exp"])
def test_a_token_that_lacks_what_every_token_has_is_the_publics(name):
    assert viewer(**{name: None}) == PUBLIC


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("iss", [1, "", ["https://accounts.city.example"], "two\nlines", "\ud800"]),
        ("sub", [1, "", {}, "two\nlines", "\ud800"]),
        ("aud", [1, "", [], {"the-map": 1}, ["the-map", 1]]),
        ("iat", [True, str(int(NOW_S)), -1, [NOW_S]]),
        ("exp", [True, str(int(NOW_S + 60)), float("inf"), float("nan"), 10**400, 1e300]),
        ("auth_time", [True, str(int(NOW_S)), float("nan"), [NOW_S]]),
        ("azp", [1, ["the-map"]]),
        ("nonce", [1, ["one"]]),
        ("jti", [1, {}]),
    ],
)
def test_a_value_of_a_wrong_kind_is_the_publics(name, values):
    for value in values:
        assert viewer(**{name: value}) == PUBLIC, value


@pytest.mark.parametrize(
    ("values", "is_ours"),
    [
        ({"aud": "the-map"}, True),
        ({"aud": ["the-map"]}, True),
        ({"aud": ["the-map", "another"], "azp": "the-map"}, True),
        ({"aud": "another"}, False),
        ({"aud": "another", "azp": "the-map"}, False),
        ({"aud": ["the-map", "another"], "azp": "another"}, False),
        ({"aud": "the-map-of-another"}, False),
    ],
)
def test_a_token_counts_for_the_client_it_was_issued_for(values, is_ours):
    assert (viewer(**values) != PUBLIC) == is_ours


@given(offset_s=st.integers(-(10**6), 10**6))
def test_a_token_holds_from_its_issue_to_its_expiry_give_or_take_two_minutes(offset_s):
    role = viewer(now=NOW + offset_s * SECOND).role
    assert (role is Role.VOLUNTEER) == (-120 <= offset_s < 60 * 60 + 120)


def test_a_session_ends_after_its_hours_though_the_token_holds():
    long = {"exp": int((NOW + 90 * DAY).timestamp()), "its_rules": rules(session_hours=2)}
    assert viewer(now=NOW + 2 * HOUR - SECOND, **long) != PUBLIC
    assert viewer(now=NOW + 2 * HOUR, **long) == PUBLIC


def test_a_session_began_when_the_person_signed_in_at_the_city():
    early = (NOW - 11 * HOUR).timestamp()
    assert viewer(auth_time=early, now=NOW + HOUR - SECOND) != PUBLIC
    assert viewer(auth_time=early, now=NOW + HOUR) == PUBLIC


def test_nobody_signs_in_at_the_city_in_the_future():
    assert viewer(auth_time=(NOW + SKEW).timestamp()) != PUBLIC
    assert viewer(auth_time=(NOW + SKEW + MINUTE).timestamp()) == PUBLIC


def test_a_later_sign_in_at_the_city_does_not_lengthen_the_token():
    older = (NOW - 12 * HOUR).timestamp()
    assert viewer(iat=older, auth_time=NOW_S) == PUBLIC


def test_people_are_known_by_issuer_and_subject_and_never_by_name():
    mira = viewer()
    assert mira.invitation_id.startswith("oidc:")
    assert len(mira.invitation_id) == len("oidc:") + 16
    assert int(mira.invitation_id.removeprefix("oidc:"), 16)
    assert viewer(name="Noor", nonce="two", roles="office").invitation_id == mira.invitation_id
    assert viewer(sub="4712").invitation_id != mira.invitation_id
    assert viewer(iss="https://accounts.village.example").invitation_id != mira.invitation_id


@pytest.mark.parametrize(
    ("value", "sites"),
    [
        ("west-home", ("west-home",)),
        (["west-home", "east-home", "west-home"], ("east-home", "west-home")),
        (["West home", 3, "*", "east-home"], ("east-home",)),
    ],
)
def test_editors_are_limited_to_the_sites_of_their_claim(value, sites):
    editor = viewer(its_rules=rules(sites_claim="homes"), roles="office", homes=value)
    assert editor.role is Role.EDITOR
    assert editor.sites == sites


@pytest.mark.parametrize("value", [None, "", [], "*", ["West home"], 3, {"west-home": 1}, True])
def test_an_editor_without_a_proper_site_is_a_volunteer(value):
    fallen = viewer(its_rules=rules(sites_claim="homes"), roles="office", homes=value)
    assert fallen.role is Role.VOLUNTEER
    assert fallen.sites == ()


def test_without_a_claim_for_sites_an_editor_edits_all():
    assert viewer(roles="office", homes="west-home").sites == ()


def test_sites_limit_editors_only():
    planner = viewer(its_rules=rules(sites_claim="homes"), roles="planning", homes="west-home")
    assert planner.role is Role.PLANNER
    assert planner.sites == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
role_values = st.sampled_from([*ROLES, "editor", "Office"]) | json_values
all_roles = role_values | st.lists(role_values, max_size=4)
any_claims = st.dictionaries(
    st.sampled_from([*claims(), "auth_time", "azp", "jti", "homes"]) | st.text(),
    json_values,
    max_size=4,
)


@given(any_claims, all_roles)
def test_no_claims_give_more_than_the_table_says(changed, roles):
    both = claims() | changed | {"roles": roles}
    seen = viewer_of_claims(both, rules(sites_claim="homes"), NOW)
    said = roles if isinstance(roles, list) else [roles]
    known = [ROLES[text] for text in said if isinstance(text, str) and text in ROLES]
    assert seen.role <= max(known, default=Role.PUBLIC)
    assert seen.role is not Role.EDITOR or seen.sites


@given(any_claims)
def test_no_claims_that_were_changed_count_for_another_client(changed):
    for aud in ("another", ["another"]):
        both = claims() | changed | {"aud": aud}
        assert viewer_of_claims(both, rules(), NOW) == PUBLIC


@pytest.mark.parametrize("role", ["public", "emperor", "Editor", "", 3, None])
def test_a_table_with_an_unknown_role_is_refused(role):
    with pytest.raises(ValidationError, match="take one of volunteer, planner, editor"):
        rules(roles={"office": role})


@pytest.mark.parametrize(
    "values",
    [
        {"client_id": ""},
        {"role_claim": ""},
        {"session_hours": 0},
        {"session_hours": 24 * 31 + 1},
        {"session_hours": float("nan")},
        {"surprise": 1},
    ],
)
def test_rules_that_cannot_be_are_refused(values):
    with pytest.raises(ValidationError):
        rules(**values)
