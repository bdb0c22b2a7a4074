"""Scores Pullquote against texts and pages with known answers, and prints the tables of `docs/accuracy.md`.

    python -m tools.evaluate DIR [--only lang=en] [--skip FLAG] [--group REGEX] [--sites] [--workers N]        (or `make eval GOLD=DIR`)

DIR holds JSON lines, one text or page a row. What is scored depends on the keys of a file's rows; other keys are ignored:

| Keys | Scored | Shape |
|---|---|---|
| `text`, `quotes` | quotes | `quotes: [{start, end, pieces, kind, speech, speaker}]`; `pieces: [[start, end], …]`; `kind`: direct, mixed, indirect; `speech`: false for beliefs, which may be found or not; `speaker`: `{start, end, text, pronoun, resolved}` or null |
| `text`, `entities` | entities | `entities: [{type, name, group, mentions}]`; `mentions: [{start, end, kind}]`, `kind`: name, nominal, pronoun; `group`: true for what may be found or not; `other: [{start, end}]`: names of other types; `pronouns_unnamed: [[start, end], …]` |
| `html_path`, `gold_text` | articles | `gold_paragraphs`, `gold_optional` (may be there or not), `gold_title`, `gold_date` (a day), `gold_authors`, `url` |
| `html_path`, `with`, `without` | snippets | texts that the article must hold, and texts that it must not hold |

Every row has an `id`. Offsets are code points into `text`, half-open. `html_path` is relative to DIR and may end in `.gz`. `flags` is a list of words.
"""  # noqa: E501 - the rows of a table
