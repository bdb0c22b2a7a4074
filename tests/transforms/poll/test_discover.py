"""The feeds that a page may have: declared, linked, or in the usual places."""

import pytest

from transforms.poll.discover import MOST_CANDIDATES, USUAL_PATHS, Candidate, feed_candidates

PAGE = "https://harbor.example/news/"


def found(html: str) -> list[Candidate]:
    return feed_candidates(html.encode(), url=PAGE)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param('rel="alternate" type="application/rss+xml" href="/rss"', "https://harbor.example/rss", id="RSS"),
        pytest.param(
            'rel="alternate" type="application/atom+xml" href="atom"', "https://harbor.example/news/atom", id="relative"
        ),
        pytest.param(
            'rel="ALTERNATE home" type="Application/RSS+XML; x" href="/a"', "https://harbor.example/a", id="other case"
        ),
        pytest.param('rel="feed" href="/all"', "https://harbor.example/all", id="rel=feed without a type"),
        pytest.param(
            'rel="alternate" type="application/json" href="/feed.json"',
            "https://harbor.example/feed.json",
            id="JSON that is named",
        ),
        pytest.param(
            'rel="alternate" type="text/xml" title="Our RSS" href="/x"', "https://harbor.example/x", id="XML named by its title"
        ),
        pytest.param('rel="alternate" type="application/json" href="/wp-json/1"', None, id="JSON of an API"),
        pytest.param('rel="alternate" type="text/html" href="/en"', None, id="another language"),
        pytest.param('rel="stylesheet" type="application/rss+xml" href="/s"', None, id="not an alternate"),
        pytest.param('rel="alternate" type="application/rss+xml" href=" "', None, id="an empty address"),
        pytest.param('rel="alternate" type="application/rss+xml" href="javascript:x"', None, id="no web address"),
    ],
)
def test_declared(link: str, url: str | None) -> None:
    declared = [candidate.url for candidate in found(f"<head><link {link}></head>") if candidate.declared]
    assert declared == ([url] if url else [])


@pytest.mark.parametrize(
    ("href", "is_candidate"),
    [
        pytest.param("/rss", True, id="a step"),
        pytest.param("/all/feeds/city", True, id="a step further in"),
        pytest.param("https://feed.harbor.example/", True, id="the host"),
        pytest.param("/city.rss", True, id="an ending"),
        pytest.param("/city-rss.xml", True, id="a longer ending"),
        pytest.param("/feedback", False, id="a word that only begins like it"),
        pytest.param("/news/atomic-clock", False, id="another word"),
    ],
)
def test_linked(href: str, is_candidate: bool) -> None:
    candidates = found(f'<body><a href="{href}">All <b>news</b></a></body>')
    linked = [candidate for candidate in candidates if candidate.title == "All news"]
    assert bool(linked) is is_candidate
    assert all(not candidate.declared for candidate in candidates)


def test_declared_ones_come_first_and_each_address_once() -> None:
    links = '<a href="/rss">Twice</a><a href="/atom">Atom</a>'
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/rss">'
    assert found(f"<body>{links}{head}</body>") == [
        Candidate("https://harbor.example/rss", "News", declared=True),
        Candidate("https://harbor.example/atom", "Atom", declared=False),
    ]


def test_a_base_element_counts() -> None:
    html = '<head><base href="https://quay.example/"><link rel="feed" href="rss"></head>'
    assert found(html)[0].url == "https://quay.example/rss"


@pytest.mark.parametrize("html", ["<p>No feeds here.</p>", "", "<?xml"])
def test_without_any_the_usual_places(html: str) -> None:
    assert [candidate.url for candidate in found(html)] == [f"https://harbor.example{path}" for path in USUAL_PATHS]


def test_there_is_a_limit() -> None:
    assert len(found("".join(f'<a href="/rss/{i}">x</a>' for i in range(99)))) == MOST_CANDIDATES
