"""Shows one article on the screen: its fields and their sources, its text with each cut, its quotes and entities."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.cli.shared.common import terminal_safe

# Distinguishable on dark and light screens; assigned to speakers in the order in which they first speak.
COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "bright_red", "bright_cyan", "bright_magenta")
CUT = "red strike"
REPORTED = "italic"  # mixed and indirect quotes
FIELDS = ["url", "canonical_url", "site", "section", "authors", "published", "published_from", "updated", "language", "flags"]
LONGEST_SHOWN = 120  # characters of a block that was cut
LONGEST_KEPT = 60  # characters of a block that was kept, which is shown in full above
LINES = re.compile(r"(?s)(\n*)((?:.*[^\n])?)(\n*)")  # line breaks around the text of a cut


class Stdout(Console):
    """A console on stdout that raises BrokenPipeError when the reader closes the pipe. In a pipe no line is broken."""

    def __init__(self, width: int | None = None) -> None:
        super().__init__(highlight=False, width=width, soft_wrap=not sys.stdout.isatty())

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def show(console: Console, row: Mapping[str, Any]) -> None:
    """A record's fields (as JSON) for a reader; without colour, cuts stand in ⟦brackets⟧."""
    heading(console, terminal_safe(row["title"]) or "(no title)")
    for name in FIELDS:
        value = row.get(name)
        if value:
            text = ", ".join(value) if isinstance(value, list) else value
            console.print(Text(f"{name:>15}  ", style="dim") + Text(terminal_safe(text)))
    show_sources(console, row.get("witnesses", ()))
    show_text(console, row)
    show_notes(console, row.get("notes") or ())
    show_quotes(console, row["quotes"])
    show_entities(console, row["entities"])


def show_text(console: Console, row: Mapping[str, Any]) -> None:
    """Shows the text with its cuts in place, each with its rule; then the blocks of the page, or what was pruned from it."""
    heading(console, "text")
    console.print(with_cuts(row["text"], row["removals"], row["quotes"]))
    if row.get("blocks"):
        show_blocks(console, row["blocks"])
        return
    pruned = [r for r in row["removals"] if r["where"] == "page"]
    if pruned:
        heading(console, "left out of the page")
        for removal in pruned:
            console.print(Text(f"{removal['rule']}: ", style="red") + Text(terminal_safe(_short(removal["text"]))))


def show_notes(console: Console, notes: Iterable[Mapping[str, Any]]) -> None:
    """The newsroom's notes in the text, each with its kind; nothing if there are none."""
    for number, note in enumerate(notes):
        if not number:
            heading(console, "notes")
        console.print(Text(f"{note['kind']}: ", style="bold") + Text(terminal_safe(note["text"])))


def show_sources(console: Console, sources: Iterable[Mapping[str, Any]]) -> None:
    """What the page's sources say about title, date and authors; a mark is at the one that was used."""
    for field, group in groupby(sources, key=lambda source: str(source["field"])):
        heading(console, f"sources of {field}")
        for source in group:
            mark, style = ("✓", "bold green") if source["won"] else (" ", "dim")
            console.print(
                Text(f"{mark} {terminal_safe(source['source'])}: ", style=style)
                + Text(terminal_safe(_short(source["said"])))
                + Text(f"  ({terminal_safe(source['why'])})", style="dim")
            )


def show_blocks(console: Console, blocks: Iterable[Mapping[str, Any]]) -> None:
    """The page's blocks in their order, each with how likely it is article; removed ones with the reasons for it."""
    heading(console, "blocks of the page")
    for block in blocks:
        kept, score = block["kept"], block["score"]
        text = terminal_safe(_short(block["text"], LONGEST_KEPT if kept else LONGEST_SHOWN))
        explained = not kept and block["reasons"] and block["why"]
        reasons = f"  ({terminal_safe('; '.join(block['reasons']))})" if explained else ""
        console.print(
            Text("+ " if kept else "- ", style="green" if kept else "red")
            + Text("" if score is None else f"{score:.2f} ", style="dim")
            + Text(f"{terminal_safe(block['why'])}: " if block["why"] else "", style="red")
            + Text(text, style="dim" if kept else "")
            + Text(reasons, style="dim")
        )


def show_quotes(console: Console, quotes: list[Mapping[str, Any]]) -> None:
    """Each quote with its speaker, in the speaker's colour; a reporter's words in italics."""
    heading(console, f"quotes ({len(quotes)})")
    colours = speaker_colours(quotes)
    for quote in quotes:
        direct = quote["kind"] == "direct"
        cue = f", {quote['cue']['text']}" if quote["cue"] else ""
        to = f" (to {quote['addressee']})" if quote["addressee"] else ""
        kind = "" if direct else f" [{quote['kind']}]"
        console.print(
            Text(
                terminal_safe(f"{_speaker(quote['speaker'] or {})}{cue}{to}{kind}: "),
                style=f"bold {colours[_speaker_key(quote)]}",
            )
            + Text(terminal_safe(quote["said"]), style="" if direct else REPORTED)
        )


def _speaker(speaker: Mapping[str, Any]) -> str:
    """`Jane Roe (“the secretary”), secretary, Anglers’ Club`."""
    name = speaker.get("name") or speaker.get("text") or "nobody named"
    mention = f" (“{speaker['text']}”)" if speaker.get("text") and speaker["text"] != name else ""
    # the mention of an unnamed speaker is already a role: "a spokesman for the union"
    role = role_and_affiliation(speaker) if speaker.get("entity") else ""
    return f"{name}{mention}{f', {role}' if role else ''}"


def role_and_affiliation(row: Mapping[str, Any]) -> str:
    """`secretary, Anglers’ Club`; empty when the article says neither."""
    return ", ".join(part for part in (row.get("role"), row.get("affiliation")) if part)


def show_entities(console: Console, entities: list[Mapping[str, Any]]) -> None:
    """Each entity with its type, Wikidata id, number of mentions, roles and other names, the most mentioned first."""
    heading(console, f"entities ({len(entities)})")
    for entity in sorted(entities, key=lambda e: (-len(e["mentions"]), e["name"])):
        others = dict.fromkeys(m["text"] for m in entity["mentions"] if m["text"] != entity["name"])
        also = f"  also: {', '.join(others)}" if others else ""
        roles = "".join(f"; {role}" for role in dict.fromkeys(role_and_affiliation(r) for r in entity["roles"]))
        known = f" {entity['wikidata']}" if entity.get("wikidata") else ""
        console.print(
            Text(terminal_safe(entity["name"]), style="bold")
            + Text(terminal_safe(f"  {entity['type']}{known}, {times(len(entity['mentions']))}{roles}{also}"), style="dim")
        )


def with_cuts(text: str, removals: list[Mapping[str, Any]], quotes: list[Mapping[str, Any]]) -> Text:
    """The extracted text: cuts struck out and followed by their rule; quotes in their speaker's colour, indirect in italics."""
    out = Text()
    position = cut_so_far = 0
    colours = speaker_colours(quotes)
    for removal in (r for r in removals if r["where"] == "text"):
        here = removal["start"] - cut_so_far
        for part in _coloured(text, position, here, quotes, colours):
            out.append(part)
        before, words, after = LINES.fullmatch(removal["text"]).groups()  # type: ignore[union-attr]
        out.append(before)
        out.append("⟦", style="red")
        out.append(terminal_safe(words), style=CUT)
        out.append(f" ← {removal['rule']}⟧{after}", style="red")
        position, cut_so_far = here, cut_so_far + removal["end"] - removal["start"]
    for part in _coloured(text, position, len(text), quotes, colours):
        out.append(part)
    return out


def _coloured(text: str, start: int, end: int, quotes: list[Mapping[str, Any]], colours: Mapping[str, str]) -> Iterator[Text]:
    position = start
    for first, last, style in sorted((a, b, _style(q, colours)) for q in quotes for a, b in q["pieces"]):
        first, last = max(first, position), min(last, end)
        if first < last:
            yield Text(terminal_safe(text[position:first]))
            yield Text(terminal_safe(text[first:last]), style=style)
            position = last
    yield Text(terminal_safe(text[position:end]))


def speaker_colours(quotes: list[Mapping[str, Any]]) -> dict[str, str]:
    """A colour for each speaker, by `_speaker_key`; words that nobody is named for are dim."""
    speakers = dict.fromkeys(speaker for q in quotes if (speaker := _speaker_key(q)))
    return {"": "dim", **{speaker: COLOURS[i % len(COLOURS)] for i, speaker in enumerate(speakers)}}


def _style(quote: Mapping[str, Any], colours: Mapping[str, str]) -> str:
    return colours[_speaker_key(quote)] if quote["kind"] == "direct" else f"{REPORTED} {colours[_speaker_key(quote)]}"


def _speaker_key(quote: Mapping[str, Any]) -> str:
    speaker = quote["speaker"] or {}
    return speaker.get("entity") or speaker.get("name") or speaker.get("text") or ""


def heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(terminal_safe(text), style="bold underline"))


def times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"


def _short(text: str, longest: int = LONGEST_SHOWN) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
