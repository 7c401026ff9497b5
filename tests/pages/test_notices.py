"""What goes into the log when a page fails."""

import logging

import pytest
from streamlit import config, error_util

from geo.directory.reading import DATA
from geo.language.catalogue import load_catalogues
from pages.parts import notices

SECRET = "Geheimgasse 7"  # noqa: S105 (a made-up address)


@pytest.fixture
def failure():
    with pytest.raises(ValueError, match=SECRET) as caught:
        int(SECRET)
    return caught.value


def test_the_log_says_where_a_page_failed_and_not_with_what_value(failure, caplog, monkeypatch):
    german = load_catalogues(DATA / "text").get("de")
    monkeypatch.setattr(notices.state, "catalogue", lambda _: german)
    monkeypatch.setattr(notices.st, "error", lambda _: None)
    assert notices.tell_error(failure)
    assert "ValueError" in caplog.text
    assert "test_notices.py" in caplog.text
    assert SECRET not in caplog.text


def test_streamlits_own_report_is_silent(failure, caplog, capfd):
    notices.keep_values_out_of_logs()
    assert config.get_option("logger.enableRich") is False
    logging.getLogger("streamlit").propagate = True
    error_util._log_uncaught_app_exception(failure)  # noqa: SLF001 (what Streamlit calls)
    assert SECRET not in caplog.text + "".join(capfd.readouterr())
