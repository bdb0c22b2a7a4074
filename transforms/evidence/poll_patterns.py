"""Patterns for the answers of a poll, used by extract to keep them together and by clean to cut them."""

import re

OPTION_LINE = re.compile(r"""(?x)
    (?P<answer> \S.{0,78}? )             # the answer
    [\s:–-]+ \(? \d{1,3} (?:[.,]\d)? \s? % \)?   # its share: "Yes 61 %", "No: 39%"
    (?: \s* \(? [\d.,\s]{1,10} \s? (?:votes?|Stimmen|votos|voix) \)? )?
""")  # fmt: skip
SHARE_LINE = re.compile(r"\d{1,3}(?:[.,]\d)?\s?%(?:\s*\(?[\d.,]{1,9}\s?(?:votes?|Stimmen|votos|voix)\)?)?")
ANSWER_LINE = re.compile(r"""(?xi) (?:
    yes | no | maybe | perhaps | not\ sure | unsure | undecided | (?:i\ )?don['’]t\ know | neither | other
  | none\ of\ the\ above | ja | nein | weiß\ nicht | oui | non | sans\ opinion | sí | si | no\ sé
) (?: [,.!] .{0,60} )? """)
