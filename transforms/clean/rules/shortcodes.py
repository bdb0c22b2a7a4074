"""Shortcodes that a CMS such as WordPress, Drupal, Joomla or Hugo did not replace.

Their quotes may be straight, curly or primes, their brackets may be escaped (`&#91;gallery ids=″1″&#93;`), and their end tags
may be missing.

`[dropcap]T[/dropcap]his` keeps its words; `[gallery ids="1,2"]` and `[caption]…[/caption]` are cut as a whole. Text that people
write in brackets stays: `[sic]`, `[the president]`, `[…]`, `[1]`, `[VIDEO]` after the words of a link.

Measured: precision 1.00 of 1 lines (1.00 of 1 on sites held aside) in trafilatura's text of 490 news pages, 2026-11-25
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from transforms.articles import Article
from transforms.clean.escaped_marks import unescape_marks
from transforms.clean.quoted import within_quotation
from transforms.text import Span, word_set

# Names that no sentence has in brackets: always a shortcode.
UNMISTAKABLE_NAMES = word_set("""
    dropcap drop_cap pullquote pull_quote blockquote contact-form contact-form-7 gravityform wpforms mc4wp_form
    wpvideo playlist adsense ad_unit adrotate youtube vimeo dailymotion soundcloud instagram tiktok iframe embed
    embedyt toc su_button related_posts related-posts relatedposts readmore read_more newsletter_form
    newsletter_signup signup_form polldaddy crowdsignal one_half one_third two_third one_half_last one_third_last
    googlemaps gmap jwplayer brightcove kaltura scribd documentcloud infogram datawrapper flourish getty giphy
    slideshow rev_slider metaslider nggallery ngg wp_ad_camp_1 wp_ad_camp_2 woocommerce_cart raw_html end_raw nextpage
    column_half clearfix tweet_embed oembed fvplayer yop_poll totalpoll ninja_form ninja_forms the_ad insert_ad
""")
UNMISTAKABLE_PREFIXES = (
    "vc_",
    "et_pb_",
    "fusion_",
    "su_",
    "av_",
    "tie_",
    "td_",
    "wpsm_",
    "x_",
    "fl_builder",
    "elementor",
    "cs_",
    "mk_",
    "tatsu_",
    "penci_",
)
# Names that are English words too: a shortcode when they have settings, are closed, or are alone on a line.
PLAIN_NAMES = word_set("""
    caption gallery video audio ad ads poll quiz newsletter button image img photo figure map tweet twitter facebook
    slider divider spacer clear quote highlight tooltip columns column row col section tabs tab accordion toggle
    spoiler box infobox sidebar note notice info alert related code pre lead intro list icon title heading center
    footnote footnotes fn ref efn_note
""")
# Shortcodes whose content is text of the article; the content of all others that have an end tag is not.
TEXT_INSIDE = word_set("""
    dropcap drop_cap highlight tooltip columns column row col section one_half one_third two_third one_half_last
    one_third_last column_half tabs tab accordion toggle spoiler box lead intro list center quote blockquote heading
    read_more readmore s
    title code pre note notice info alert color font size b i u em strong url link raw_html
""")
# Parts of names whose content is the label of a button, whatever they begin with.
BUTTON = re.compile(r"button|btn|cta|signup|subscribe|newsletter|poll|quiz")
LONGEST_CONTENT = 600  # characters that are cut with a shortcode; more is text of the article, since an end tag is missing
LONGEST_LINE = 3000  # characters of a line that is looked through for quotation marks
MOST = 2000  # shortcodes of one text
BLANK = r"[ \t\xa0]"
MARKS = "\"“”„‟″‶'‘’‚′‵«»`"
# src="a b", ids=″1,2″, url='…; the closing mark may be missing at the end of a line.
MARK = rf"(?: [{MARKS}] | &(?:quot|\#8220|\#8221|\#8243|\#34|ldquo|rdquo);? )"
VALUE = rf"""(?:
    {MARK} [^\n\[\]{MARKS}]{{0,500}}+ (?: {MARK}{{1,2}} | (?=[\]\n]) | \Z )
  | [^\s\[\]{MARKS}]{{1,300}}+
)"""
TAG = re.compile(rf"""(?x)
    \[{{1,2}} {BLANK}? (?P<end> / )? (?P<name> [a-zA-Z][\w-]{{0,40}}+ )
    (?P<settings> (?>
        (?: {BLANK}{{1,5}}+ [\w:-]{{1,40}}+ {BLANK}{{0,3}}+ = {BLANK}{{0,3}}+ {VALUE} ){{1,40}}
      | [:\s] {BLANK}{{0,3}}+ https?://[^\[\]\n]{{1,500}}+       # [video:https://example.org/v autoplay:1]
      | : {BLANK}{{0,3}}+ [\w-]{{3,40}}+ (?=\])                   # [youtube:dQw4w9WgXcQ]
      | = {VALUE}                                               # [url=https://example.org], [color=red]
    ) )?
    {BLANK}{{0,5}}+ /? (?P<close> \]{{1,2}} | (?=\n) | \Z | (?P<unclosed> (?<=[{MARKS}][ ]) (?=\w) ) )
""")
SNAKE_CASE = re.compile(r"[a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){1,5}")  # nobody writes [steady_paywall] in a sentence
NUMBERED_AD = re.compile(r"ads?[_-]?\d{1,2}")  # [ad_1]
# {{< figure src="a.png" >}}, {{% notice %}}: Hugo.
HUGO = re.compile(r"\{\{[<%]\s?/?\s?[\w./-]{1,60}+[^\n{}]{0,600}[>%]\}\}")
# [nid:1234], [inline:1=view.jpg], [media:12 image-left], [img_assist|nid=12|title=x]: Drupal's filters. They have no space
# after the colon: "[media: nobody came]" is a remark.
DRUPAL_FILTER = re.compile(
    r"(?i)\[{1,2}(?:nid|node|inline|media|view|block|img_assist|asset|file|webform|image)[:|][\w|=][^\[\]\n]{0,120}\]{1,2}"
)
# {youtube}dQw4w9WgXcQ{/youtube}, {loadposition ad1}: Joomla.
JOOMLA = re.compile(r"""(?xi)
    \{ (?: loadposition | loadmodule(?:id)? | module(?:pos)? | jcomments | rsform | snippet | modal ) \b [^{}\n]{0,80} \}
  | \{ (youtube|vimeo|dailymotion|gallery|audio|mp3|mp4|tweet|twitter|instagram|vsig|phocagallery) \b [^{}\n]{0,80} \}
    (?: [^{}\n]{0,200} \{/\1\} )?
""")
# [[{"fid":"123","view_mode":"default"}]]: Drupal's media in a text field.
DRUPAL_MEDIA = ("[[{", "}]]")
LONGEST_DRUPAL_MEDIA = 3000
ADDRESS = re.compile(r"\s*(?:https?://\S+\s*)?")


class Tag(NamedTuple):
    """A tag in square brackets that may belong to a shortcode. `start`, `end`: offsets; `name`: in lower case."""

    start: int
    end: int
    name: str
    is_end: bool
    is_certain: bool  # a shortcode whatever the text around it is


def find(article: Article) -> Iterator[Span]:
    """Shortcodes with their content, unless the content is text of the article."""
    text, places = unescape_marks(article.text)
    for start, end in _spans(text):
        if _is_quoted(text, start):
            continue
        yield Span(places[start], places[end]) if places else Span(start, end)


def _is_quoted(text: str, place: int) -> bool:
    """Whether somebody is quoted with it: "“[INSERT TEAM] fans love [brand name=x],” the sentence read"."""
    line_start = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    return len(line) <= LONGEST_LINE and within_quotation(line, place - line_start)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    yield from _drupal_media(text)
    if "{" in text:
        yield from (match.span() for pattern in (HUGO, JOOMLA) for match in pattern.finditer(text))
    if "[" not in text:
        return
    yield from (match.span() for match in DRUPAL_FILTER.finditer(text))
    yield from _bracketed(text)


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Shortcodes in square brackets, from start to end tag where both are there."""
    open_tags: list[Tag] = []
    for tag in _tags(text):
        if not tag.is_end:
            if tag.is_certain:
                yield Span(tag.start, tag.end)
            open_tags.append(tag)
            continue
        place = next((i for i in range(len(open_tags) - 1, -1, -1) if open_tags[i].name == tag.name), None)
        if place is None:
            if _is_known(tag.name):
                yield Span(tag.start, tag.end)
            continue
        start_tag = open_tags[place]
        del open_tags[place:]
        if _is_text(tag.name, text[start_tag.end : tag.start]):
            yield Span(start_tag.start, start_tag.end)
            yield Span(tag.start, tag.end)
        else:
            yield Span(start_tag.start, tag.end)


def _is_text(name: str, content: str) -> bool:
    """Whether the content between a shortcode and its end is text of the article."""
    if len(content) > LONGEST_CONTENT:
        return True
    if BUTTON.search(name):
        return False
    if name in TEXT_INSIDE or name.startswith(UNMISTAKABLE_PREFIXES):
        return True
    return not _is_known(name) and ADDRESS.fullmatch(content) is None


def _drupal_media(text: str) -> Iterator[Span]:
    at = text.find(DRUPAL_MEDIA[0])
    while at >= 0:
        end = text.find(DRUPAL_MEDIA[1], at, at + LONGEST_DRUPAL_MEDIA)
        if end < 0 or text.find("\n", at, end) >= 0:
            at = text.find(DRUPAL_MEDIA[0], at + 1)
            continue
        yield Span(at, end + len(DRUPAL_MEDIA[1]))
        at = text.find(DRUPAL_MEDIA[0], end)


def _tags(text: str) -> Iterator[Tag]:
    """The tags in square brackets that may be shortcodes, at most `MOST`."""
    for match in islice(TAG.finditer(text), MOST):
        name, settings = match["name"].lower(), match["settings"] or ""
        if not match["close"].strip() and not settings.strip():
            continue  # "[the" at the end of a line
        if match["unclosed"] is not None and not _is_known(name):
            continue  # only a known name may lack its closing bracket in the middle of a line
        yield Tag(match.start(), match.end(), name, bool(match["end"]), _is_certain(text, match, settings))


def _is_certain(text: str, match: re.Match[str], settings: str) -> bool:
    """Whether the tag is a shortcode whatever the text around it is."""
    name = match["name"].lower()
    if "=" in settings or "://" in settings or (_is_known(name) and settings):
        return True
    if _is_unmistakable(name):
        return True
    if SNAKE_CASE.fullmatch(match["name"]):
        return _is_at_end_of_line(text, match)
    return name in PLAIN_NAMES and match["name"].islower() and _is_alone_on_line(text, match)


def _is_unmistakable(name: str) -> bool:
    return name in UNMISTAKABLE_NAMES or name.startswith(UNMISTAKABLE_PREFIXES) or NUMBERED_AD.fullmatch(name) is not None


def _is_known(name: str) -> bool:
    return _is_unmistakable(name) or name in PLAIN_NAMES


def _is_at_end_of_line(text: str, match: re.Match[str]) -> bool:
    """Whether nothing follows on the line, and what is before is empty, a sentence, or another shortcode."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    return text[match.end() : match.end() + 1] in ("", "\n") and text[line_start : match.start()].rstrip()[-1:] in (
        "",
        *".!?]…",
    )


def _is_alone_on_line(text: str, match: re.Match[str]) -> bool:
    """Whether nothing else is on the line. Lines have no white space at their ends."""
    return text[match.start() - 1 : match.start()] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
