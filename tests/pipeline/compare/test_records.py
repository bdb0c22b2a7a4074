"""What changed between two records, on rows alone."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.records import difference, differs, marked_words, paragraph_changes


def quote(said: str, speaker: str | None = "Ines Okonkwo", cue: str = "said", start: int = 0) -> dict:
    who = {"text": speaker, "name": speaker, "role": None, "affiliation": None} if speaker else None
    return {
        "said": said,
        "kind": "direct",
        "start": start,
        "speaker": who,
        "cue": {"text": cue, "start": start, "end": start},
        "addressee": None,
        "confidence": 0.9,
    }


def entity(name: str, kind: str = "person", *mentions: str, start: int = 0) -> dict:
    said = [{"text": text, "start": start, "end": start, "kind": "name"} for text in mentions or (name,)]
    return {"id": "e1", "name": name, "type": kind, "roles": [], "mentions": said}


def cut(rule: str, text: str, start: int = 0) -> dict:
    return {"rule": rule, "where": "text", "start": start, "end": start + len(text), "text": text}


NOTE = {"kind": "correction", "start": 0, "end": 16, "text": "The council met."}
KEEP, SAIL = "We will keep the ferry running.", "It sails twice a day."
ROW = {
    "id": "aa",
    "title": "Ferry stays",
    "url": "https://gazette.example/a",
    "authors": ["Ada Quill"],
    "text": "The council met.\n“We will keep the ferry running,” said Ines Okonkwo.\nIt sails twice a day.",
    "removals": [cut("read_more", "Read more: mills\n")],
    "quotes": [quote(KEEP), quote(SAIL, None)],
    "entities": [entity("Ines Okonkwo", "person", "Ines Okonkwo", "Okonkwo")],
    "version": 1,
    "revision": 1,
    "previous": None,
    "run": "r1",
    "made_with": "pullquote 0",
}


def against(**changes) -> dict:
    return difference(ROW, {**deepcopy(ROW), **changes})


@pytest.mark.parametrize(
    ("was", "now", "gone", "new"),
    [
        pytest.param([], [NOTE], 0, 1, id="a new one"),
        pytest.param(None, [NOTE], 0, 1, id="a record of an older schema"),
        pytest.param([NOTE], [], 1, 0, id="one gone"),
        pytest.param([NOTE], [{**NOTE, "start": 5, "end": 21}], 0, 0, id="one that moved"),
        pytest.param([NOTE], [{**NOTE, "kind": "update"}], 1, 1, id="another kind"),
    ],
)
def test_notes(was, now, gone, new):
    found = difference({**ROW, "notes": was}, {**ROW, "notes": now})["notes"]
    assert (len(found["gone"]), len(found["new"])) == (gone, new)


@pytest.mark.parametrize(
    ("was", "now", "changes"),
    [
        pytest.param(["One.", "Two."], ["One.", "Two."], [], id="the same"),
        pytest.param(["One.", "Two."], ["Two."], [("One.", None)], id="one gone"),
        pytest.param(["Two."], ["Two.", "Three."], [(None, "Three.")], id="one more"),
        pytest.param(
            ["The ferry stays here."],
            ["New.", "The ferry leaves here."],
            [(None, "New."), ("The ferry stays here.", "The ferry leaves here.")],
            id="one changed, behind a new one",
        ),
        pytest.param(
            ["The ferry stays."], ["Mills turn again."], [("The ferry stays.", None), (None, "Mills turn again.")], id="another"
        ),
        pytest.param(["One.", "Two."], ["Two.", "One."], [(None, "Two."), ("Two.", None)], id="moved"),
        pytest.param(
            ["a b c d"] * 101,
            ["a b c e"] * 101,
            [*[("a b c d", None)] * 101, *[(None, "a b c e")] * 101],
            id="too many for pairs",
        ),
    ],
)
def test_paragraphs(was, now, changes):
    assert [(c["was"], c["now"]) for c in paragraph_changes(was, now)] == changes


@pytest.mark.parametrize(
    ("changes", "part", "told"),
    [
        pytest.param({"title": "Ferry leaves"}, "fields", {"title": {"was": "Ferry stays", "now": "Ferry leaves"}}, id="a field"),
        pytest.param({"made_with": "pullquote 1"}, "fields", {"made_with": {"was": "pullquote 0", "now": "pullquote 1"}}, id="what made it"),
        pytest.param({"section": "News"}, "fields", {"section": {"was": None, "now": "News"}}, id="a field of a newer version"),
        pytest.param({"removals": []}, "removals", {"lost": [{"rule": "read_more", "where": "text", "text": "Read more: mills"}], "gained": []}, id="no cut any more"),
        pytest.param(
            {"removals": [cut("furniture", "Read more: mills\n")]},
            "removals",
            {
                "lost": [{"rule": "read_more", "where": "text", "text": "Read more: mills"}],
                "gained": [{"rule": "furniture", "where": "text", "text": "Read more: mills"}],
            },
            id="another rule cuts it",
        ),
    ],
)  # fmt: skip
def test_a_part_alone(changes, part, told):
    found = against(**changes)
    assert found[part] == told
    assert [name for name in found if differs({name: found[name]})] == [part]


@pytest.mark.parametrize(
    ("quotes", "told"),
    [
        pytest.param([quote(KEEP)], {"gone": [SAIL]}, id="gone"),
        pytest.param([quote(KEEP), quote(SAIL, None), quote("No.")], {"new": ["No."]}, id="new"),
        pytest.param(
            [quote(KEEP.replace("keep", "stop")), quote(SAIL, None)], {"altered": [KEEP.replace("keep", "stop")]}, id="altered"
        ),
        pytest.param([quote(KEEP, "Tom Reyes"), quote(SAIL, None)], {"changed": [KEEP]}, id="another speaker"),
        pytest.param([quote(KEEP), quote(SAIL, None, "added")], {"changed": [SAIL]}, id="another cue"),
        pytest.param([quote(SAIL, None), quote(KEEP)], {}, id="in another order"),
        pytest.param([quote(KEEP, start=9), quote(SAIL, None, start=50)], {}, id="further down"),
        pytest.param([quote(KEEP), quote(KEEP), quote(SAIL, None)], {"new": [KEEP]}, id="said twice"),
    ],
)
def test_quotes(quotes, told):
    found = against(quotes=quotes)["quotes"]
    assert {k: [q["now"]["said"] if "now" in q else q["said"] for q in v] for k, v in found.items() if v} == told


@pytest.mark.parametrize(
    ("entities", "told"),
    [
        pytest.param([], {"gone": ["Ines Okonkwo"]}, id="gone"),
        pytest.param([*ROW["entities"], entity("Velmarsh", "place")], {"new": ["Velmarsh"]}, id="new"),
        pytest.param(
            [entity("Ines Okonkwo", "group", "Ines Okonkwo", "Okonkwo")], {"changed": ["Ines Okonkwo"]}, id="another type"
        ),
        pytest.param([entity("Okonkwo", "person", "Okonkwo")], {"changed": ["Okonkwo"]}, id="another name"),
        pytest.param([entity("Ines Okonkwo", "person", "Okonkwo")], {"changed": ["Ines Okonkwo"]}, id="fewer mentions"),
        pytest.param([entity("Ines Okonkwo", "person", "Ines Okonkwo", "Okonkwo", start=7)], {}, id="further down"),
    ],
)
def test_entities(entities, told):
    found = against(entities=entities)["entities"]
    assert {k: [e["now"]["name"] if "now" in e else e["name"] for e in v] for k, v in found.items() if v} == told


def test_which_record_it_is_is_no_difference():
    found = against(version=2, revision=3, previous="bb", run="r2")
    assert not differs(found)


def test_offsets_alone_are_told_as_such():
    found = against(quotes=[quote(KEEP, start=9), quote(SAIL, None, start=50)])
    assert found["places"] and not differs({**found, "places": False})


TEXTS = st.lists(st.sampled_from(["", "One.", "The ferry stays.", "The ferry leaves.", "The ferry stays here."]), max_size=6)


@given(TEXTS, TEXTS)
def test_what_is_told_leads_from_the_one_to_the_other(was, now):
    """Every paragraph that is not told is in both."""
    changes, left = paragraph_changes(was, now), []
    for side, text in (("was", was), ("now", now)):
        rest = list(text)
        for change in changes:
            if change[side] is not None:
                rest.remove(change[side])
        left.append(sorted(rest))
    assert left[0] == left[1]


@given(st.text(), st.text())
def test_marked_words_rebuild_both_texts(was, now):
    left, right = marked_words(was, now)
    assert ("".join(t for t, _ in left), "".join(t for t, _ in right)) == (was, now)
    assert [t for t, differs_here in left if not differs_here] == [t for t, differs_here in right if not differs_here]
