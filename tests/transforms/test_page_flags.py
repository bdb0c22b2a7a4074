"""The reason of failure for a page without text, by its flags."""

import pytest

from transforms.errors import LiveBlog, NewsError, NoText, Paywall
from transforms.page_flags import no_text_error


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        pytest.param((), NoText, id="no flags"),
        pytest.param(("not_annotated",), NoText, id="another flag"),
        pytest.param(("paywall",), Paywall, id="paywall"),
        pytest.param(("live_blog",), LiveBlog, id="live blog"),
        pytest.param(("live_blog", "paywall"), Paywall, id="both: waiting does not help"),
    ],
)
def test_the_reason(flags: tuple[str, ...], reason: type[NewsError]) -> None:
    error = no_text_error(NoText("no article in https://valley.example/a"), flags)
    assert type(error) is reason
    assert str(error).startswith("no article in https://valley.example/a")
