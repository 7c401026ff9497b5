import base64
import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import generate_leaflet_string

from geo.maps.base_map import base_map
from geo.maps.map_state import MapState, encoded_bits, filter_group, script_json


def decoded(text):
    return np.unpackbits(np.frombuffer(base64.b64decode(text), np.uint8), bitorder="little")


def test_the_first_flag_is_the_lowest_bit_of_the_first_byte():
    flags = np.array([True, False, False, False, False, False, False, False, True])
    assert base64.b64decode(encoded_bits(flags)) == bytes([1, 1])


@given(st.lists(st.booleans(), max_size=100))
def test_flags_survive_the_way_to_the_browser(flags):
    assert decoded(encoded_bits(np.array(flags, bool)))[: len(flags)].tolist() == flags


def test_fifty_thousand_flags_take_a_few_kilobytes():
    assert len(encoded_bits(np.ones(50_000, bool))) < 9000


HOSTILE = [
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "{{7*7}}",
    "`",
    "'",
    "\u2028",
    "&lt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_cannot_leave_its_script(text):
    written = script_json({"selected": text})
    assert not set("<>&'`$\u2028") & set(written)
    assert json.loads(written) == {"selected": text}


def script_of(state, directory, german):
    """What streamlit-folium evaluates in the browser."""
    group = filter_group(state)
    standing = base_map(directory, german)
    group.add_to(standing)
    group.render()
    return generate_leaflet_string(group, base_id="feature_group_0")


@pytest.fixture
def state():
    return MapState(
        version="v1",
        shown=np.array([True, False, True]),
        unlocated={"01": 4},
        selected_place="place-3",
        selected_districts=("02",),
        here=(48.7, 9.1, 25.0),
        view=(48.75, 9.15, 14.5),
        own={"ids": ["place-1"]},
        question="q=x",
    )


def test_the_script_of_a_rerun_hands_over_the_whole_state(state, directory, german):
    script = script_of(state, directory, german)
    (sent,) = re.findall(r"apply\((.*)\);", script)
    assert json.loads(sent) == {
        "version": "v1",
        "shown": encoded_bits(state.shown),
        "unlocated": {"01": 4},
        "selected": "place-3",
        "districts": ["02"],
        "here": [48.7, 9.1, 25.0],
        "view": [48.75, 9.15, 14.5],
        "own": {"ids": ["place-1"]},
        "question": "q=x",
        "cover": None,
    }


def test_the_frame_forgets_older_groups_before_a_state_is_applied(state, directory, german):
    script = script_of(state, directory, german)
    assert script.index("window.feature_group = []") < script.index("apply(")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_selection_stays_a_string_in_the_script(text, directory, german):
    hostile = MapState(version="v1", shown=np.array([], bool), selected_place=text)
    script = script_of(hostile, directory, german)
    (sent,) = re.findall(r"apply\((.*)\);", script)
    assert json.loads(sent)["selected"] == text
    assert "</script" not in script
