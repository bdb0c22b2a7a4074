"""Two records of one article on the screen: what went with `-`, what came with `+`, changed words marked in colour."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.cli.shared.common import safe
from pipeline.cli.shared.screen import heading, role_and_affiliation, times
from pipeline.compare.records import Change, Row, differs, marked

GONE, NEW = "red", "green"
NO_FIELDS = ("content_hash",)  # a number that tells no reader anything; the text below does


def show(console: Console, was: Row, now: Row, found: Mapping[str, Any]) -> None:
    """The difference for a reader; without colour it is lines that begin with `-` and `+`."""
    _print(console, Text(safe(now["title"]) or "(no title)", style="bold"))
    _print(console, Text(safe(now["url"])))
    _print(console, Text(f"{_made(was)} → {_made(now)}", style="dim"))
    if not differs(found):
        _print(console, Text("\nnothing differs"))
        return
    if found["places"]:
        _print(console, Text("\nnothing differs but offsets and the like"))
        return
    for name, change in found["fields"].items():
        if name not in NO_FIELDS:
            _part(console, name, [{k: _said(v) for k, v in change.items()}])
    _part(console, "text", found["text"])
    lost, gained = ([f"{r['rule']}: {r['text']}" for r in found["removals"][k]] for k in ("lost", "gained"))
    _part(console, "removals", _alone(lost, gained))
    for name, said in (("quotes", _quote), ("entities", _entity)):
        parts = found[name]
        changes = [{k: said(v) for k, v in change.items()} for change in (*parts.get("altered", ()), *parts["changed"])]
        _part(console, name, [*_alone(map(said, parts["gone"]), map(said, parts["new"])), *changes])


def _part(console: Console, name: str, changes: Sequence[Change]) -> None:
    if not changes:
        return
    heading(console, name)
    for change in changes:
        left, right = _sides(change)
        for mark, style, pieces in (("- ", GONE, left), ("+ ", NEW, right)):
            if pieces:
                text = Text(mark, style=style)
                for piece, differs_here in pieces:
                    # what follows on the next line is no line of the difference: it begins with neither mark
                    text.append(safe(piece).replace("\n", "\n  "), style=f"{style} reverse" if differs_here else style)
                _print(console, text)


def _sides(change: Change) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    was, now = change["was"], change["now"]
    if was is None or now is None:
        return [(was, False)] if was is not None else [], [(now, False)] if now is not None else []
    return marked(was, now)


def _alone(gone: Iterable[str], new: Iterable[str]) -> list[Change]:
    return [*({"was": text, "now": None} for text in gone), *({"was": None, "now": text} for text in new)]


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)  # a line of text is one line elsewhere too, for `grep`


def _made(row: Row) -> str:
    return safe(f"{row['version']}.{row['revision']} (run {row['run']})")


def _said(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return None if value is None else str(value)


def _quote(quote: Row) -> str:
    who = ", ".join(filter(None, (quote["speaker"] or "nobody named", role_and_affiliation(quote))))
    cue = f" {quote['cue']}" if quote["cue"] else ""
    to = f" (to {quote['addressee']})" if quote["addressee"] else ""
    sure = "" if quote["confidence"] is None else f" ({quote['confidence']})"
    return f"{who}{cue}{to} [{quote['kind']}]{sure}: {quote['said']}"


def _entity(entity: Row) -> str:
    roles = "".join(f"; {what}" for what in dict.fromkeys(map(role_and_affiliation, entity["roles"])))
    counts = ", ".join(f"{text} {times(n)}" for text, n in _counted(entity["mentions"]).items())
    return f"{entity['name']} ({entity['type']}{roles}): {counts}"


def _counted(texts: Iterable[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for text in texts:
        out[text] = out.get(text, 0) + 1
    return out
