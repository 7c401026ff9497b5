"""Claims of a made-up city, and what the operator of the tests makes of them."""

from geo.access.claims import ClaimRules
from tests.access.samples import HOUR, NOW

NOW_S = NOW.timestamp()
RULES = {
    "client_id": "the-map",
    "role_claim": "roles",
    "roles": {"helpers": "volunteer", "planning": "planner", "office": "editor"},
}


def rules(**values):
    return ClaimRules(**RULES | values)


def claims(**values):
    """Give what Streamlit holds after somebody signed in just now; None leaves a claim out."""
    usual = {
        "is_logged_in": True,
        "provider": "default",
        "iss": "https://accounts.city.example",
        "sub": "4711",
        "aud": "the-map",
        "iat": int(NOW_S),
        "exp": int((NOW + HOUR).timestamp()),
        "nonce": "one",
        "name": "Mira Moor",
        "roles": ["helpers"],
    }
    return {name: value for name, value in (usual | values).items() if value is not None}
