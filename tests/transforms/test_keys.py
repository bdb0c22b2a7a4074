import pytest

from transforms.keys import page_name

AT = "https://www.gazette.co.uk/news/ferry"


def named(url: str = AT, canonical: str | None = None, title: str = "Ferry stays") -> str | None:
    return page_name(url, canonical, title)


@pytest.mark.parametrize(
    ("url", "canonical", "title"),
    [
        pytest.param(
            "http://gazette.co.uk/news/ferry/?utm_source=x#top", None, "Ferry stays", id="the address in another form"
        ),
        pytest.param("https://m.gazette.co.uk/a/17", AT, "Ferry stays", id="its canonical address"),
        pytest.param(AT, "https://www.post.co.uk/other", "Ferry stays", id="another site's is none"),
        pytest.param(AT, "https://www.gazette.co.uk/", "Ferry stays", id="the front page is none"),
        pytest.param(AT, "javascript:x", "Ferry stays", id="nonsense is none"),
        pytest.param(AT, None, " ferry  STAYS ", id="the title in another form"),
    ],
)
def test_one_page(url: str, canonical: str | None, title: str) -> None:
    assert named(url, canonical, title) == named()


@pytest.mark.parametrize(
    ("url", "canonical", "title"),
    [
        pytest.param("https://www.gazette.co.uk/news/bridge", None, "Ferry stays", id="another address"),
        pytest.param(AT, None, "Ferry goes", id="a template gives all articles one address"),
        pytest.param("https://a.blogspot.com/1", "https://b.blogspot.com/1", "Ferry stays", id="two blogs of one host"),
        pytest.param("https://evil.co.uk/x", AT, "Ferry stays", id="who says so from another site under one suffix"),
    ],
)
def test_two_pages(url: str, canonical: str | None, title: str) -> None:
    assert named(url, canonical, title) not in (named(), None)


@pytest.mark.parametrize(
    ("url", "title"),
    [pytest.param("https://gazette.co.uk/", "Ferry stays", id="a front page"), pytest.param(AT, " ", id="without a title")],
)
def test_no_page_to_be_told_by(url: str, title: str) -> None:
    assert named(url, None, title) is None
