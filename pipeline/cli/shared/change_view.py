"""Shows the difference of two records: removed words after `-`, added words after `+`, changed words in colour."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.cli.shared.common import terminal_safe
from pipeline.cli.shared.screen import heading, role_and_affiliation, times
from pipeline.compare.records import Change, Row, differs, marked_words

REMOVED_STYLE, ADDED_STYLE = "red", "green"
HIDDEN_FIELDS = ("content_hash",)  # the difference of the text says more


def show_difference(console: Console, was: Row, now: Row, found: Mapping[str, Any]) -> None:
    """Prints the difference; without colour, lines that begin with `-` and `+`."""
    _print(console, Text(terminal_safe(now["title"]) or "(no title)", style="bold"))
    _print(console, Text(terminal_safe(now["url"])))
    _print(console, Text(f"{_record_number(was)} → {_record_number(now)}", style="dim"))
    if not differs(found):
        _print(console, Text("\nnothing differs"))
        return
    if found["places"]:
        _print(console, Text("\nnothing differs but offsets and the like"))
        return
    for name, change in found["fields"].items():
        if name not in HIDDEN_FIELDS:
            _show_part(console, name, [{k: _value_text(v) for k, v in change.items()}])
    _show_part(console, "text", found["text"])
    lost, gained = ([f"{r['rule']}: {r['text']}" for r in found["removals"][k]] for k in ("lost", "gained"))
    _show_part(console, "removals", _one_sided(lost, gained))
    lost, gained = ([f"{n['kind']}: {n['text']}" for n in found["notes"][k]] for k in ("gone", "new"))
    _show_part(console, "notes", _one_sided(lost, gained))
    for name, as_text in (("quotes", _quote_text), ("entities", _entity_text)):
        parts = found[name]
        changes = [{k: as_text(v) for k, v in change.items()} for change in (*parts.get("altered", ()), *parts["changed"])]
        _show_part(console, name, [*_one_sided(map(as_text, parts["gone"]), map(as_text, parts["new"])), *changes])


def _show_part(console: Console, name: str, changes: Sequence[Change]) -> None:
    if not changes:
        return
    heading(console, name)
    for change in changes:
        left, right = _both_sides(change)
        for mark, style, pieces in (("- ", REMOVED_STYLE, left), ("+ ", ADDED_STYLE, right)):
            if pieces:
                text = Text(mark, style=style)
                for piece, differs_here in pieces:
                    # indented, so that a continued line does not begin with either mark
                    text.append(terminal_safe(piece).replace("\n", "\n  "), style=f"{style} reverse" if differs_here else style)
                _print(console, text)


def _both_sides(change: Change) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    was, now = change["was"], change["now"]
    if was is None or now is None:
        return [(was, False)] if was is not None else [], [(now, False)] if now is not None else []
    return marked_words(was, now)


def _one_sided(gone: Iterable[str], new: Iterable[str]) -> list[Change]:
    return [*({"was": text, "now": None} for text in gone), *({"was": None, "now": text} for text in new)]


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)  # no wrapping in a pipe, so that `grep` finds whole lines


def _record_number(row: Row) -> str:
    return terminal_safe(f"{row['version']}.{row['revision']} (run {row['run']})")


def _value_text(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return None if value is None else str(value)


def _quote_text(quote: Row) -> str:
    speaker = ", ".join(filter(None, (quote["speaker"] or "nobody named", role_and_affiliation(quote))))
    cue = f" {quote['cue']}" if quote["cue"] else ""
    to = f" (to {quote['addressee']})" if quote["addressee"] else ""
    sure = "" if quote["confidence"] is None else f" ({quote['confidence']})"
    return f"{speaker}{cue}{to} [{quote['kind']}]{sure}: {quote['said']}"


def _entity_text(entity: Row) -> str:
    roles = "".join(f"; {what}" for what in dict.fromkeys(map(role_and_affiliation, entity["roles"])))
    counts = ", ".join(f"{text} {times(n)}" for text, n in _counts(entity["mentions"]).items())
    return f"{entity['name']} ({entity['type']}{roles}): {counts}"


def _counts(texts: Iterable[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for text in texts:
        out[text] = out.get(text, 0) + 1
    return out
