"""What the answers of a poll look like: told apart on the page, so that they stay together, and in the text, for the cut."""

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
