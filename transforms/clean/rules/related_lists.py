"""Lists of other articles: a label such as "Related stories", and the headlines under it.

The label alone is cut by `configs/cleaning/related.yaml`. Its headlines are recognized by the missing end of a sentence. One
headline is not enough, since many paragraphs are short.

Measured: precision 0.92 of 26 lines (1.00 of 9 on sites held aside) in trafilatura's text of 490 news pages, 2026-11-25
"""

import re
from collections.abc import Iterator

from transforms.articles import Article
from transforms.text import Span, paragraphs

FEWEST, MOST = 2, 10  # headlines in a list
SHORTEST, LONGEST = 15, 140  # characters of one
SENTENCE_END = re.compile(r"""[.!…:;,]["”’»)\]]{0,3}$""")
OPENING_QUOTES = '"“„«'
LABEL = re.compile(r"""(?xi) [>»▶►•*\s]* (?:
    (?: related | recommended | more | similar | further | popular | trending | top | latest | suggested
      | featured | other )\ (?:
        stories | articles | content | posts | reading | reads | coverage | news | headlines | links | videos | topics )
  | related | (?:most|editor.?s.?)\ (?:read | popular | viewed | shared | picks? ) (?:\ in\ .{2,20})?
  | you\ (?:may|might|could)\ (?:also\ )?(?:like | enjoy | be\ interested\ in)
  | (?:people|readers)\ (?:are\ )?also\ (?:reading | read)
  | don['’]t\ miss | must[ -]reads? | read\ (?:more|next|also|on) | see\ also | also\ read | what\ to\ read\ next | up\ next
  | more\ (?:on|from)\ .{2,30} | explore\ (?:more|the\ edition) | in\ case\ you\ missed\ it
  | recommended\ for\ you | trending(?:\ now)?
  | (?: das | dieses\ thema | auch\ das )\ könnte\ (?:sie|dich|euch)\ auch\ interessieren
  | lesen\ sie\ auch | mehr\ (?:zum\ thema|themen)
  | meistgelesen | auch\ interessant | (?:weitere|verwandte)\ (?:artikel|themen|meldungen|nachrichten)
  | (?:à\ )?lire\ (?:aussi|également) | sur\ le\ même\ (?:sujet|thème) | articles?\ (?:liés?|similaires?|recommandés?)
  | les\ plus\ lus
  | (?:le|te)\ puede\ interesar | lo\ más\ (?:leído|visto) | (?:noticias|notas|artículos)\ relacionad[oa]s | le[ae]\ también
  | leggi\ anche | potrebbe\ interessarti(?:\ anche)? | articoli\ correlati | leia\ também | veja\ também | mais\ lidas
  | lees\ ook | meest\ gelezen | läs\ (?:också|även) | les\ også | læs\ også | mest\ (?:läst|lest|læst) | czytaj\ (?:także|też)
) \s* (?: (?: [:…>»] | \.{3} ) \s* )?
""")


def find(article: Article) -> Iterator[Span]:
    """Each label with its headlines, up to the next line that is no headline."""
    lines = list(paragraphs(article.text))
    i = 0
    while i < len(lines):
        end = i + 1
        if lines[i].end - lines[i].start <= 60 and LABEL.fullmatch(lines[i].of(article.text)):
            while end < len(lines) and end - i <= MOST and _is_headline(lines[end].of(article.text).strip()):
                end += 1
            if end - i > FEWEST:
                yield Span(lines[i].start, lines[end - 1].end)
        i = end


def _is_headline(line: str) -> bool:
    if not SHORTEST <= len(line) <= LONGEST or line[0] in OPENING_QUOTES or not line[0].isalnum() or line[0].islower():
        return False
    return len(line.split()) >= 3 and not SENTENCE_END.search(line)
