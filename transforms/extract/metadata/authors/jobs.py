"""What stands beside a name in an author line and is no part of it: jobs, academic degrees and forms of address."""

import re

JOB = r"""(?:
    (?: (?: senior | junior | chief | deputy | assistant | associate | staff | contributing | managing | executive | special
      | national | international | foreign | world | political | politics | business | economics? | financial | finance
      | consumer | money | health | medical | science | technology | tech | sports? | football | racing | culture | cultural
      | arts? | books | entertainment | showbiz | features? | lifestyle | fashion | food | travel | music | film | tv | media
      | royal | news | crime | courts? | legal | home\s+affairs | education | environmental | environment | climate | energy
      | transport | housing | property | investigations? | investigative | data | digital | online | video | social | opinion
      | city | county | state | local | regional | metro | diplomatic | defen[cs]e | security | freelance | guest | lead
    ) (?: \s*+ & \s*+ | \s++ ) ){0,4}
    (?: editor | reporter | correspondent | writer | journalist | columnist | contributor | critic | producer | photographer
      | photojournalist | blogger | anchor ) s? (?: [-\s] (?: at | in ) [-\s] (?: large | chief ) )? \b
)"""
JOB_BEHIND = re.compile(rf"(?xi) (?<!\s) \s++ {JOB} .* $")
JOB_IN_FRONT = re.compile(rf"(?xi) ^ {JOB} (?: \s*+ [:,] )? \s++ (?= (?-i:[^\W\d_a-z]) )")
# Degrees and honours: two letters, such as the "MA" of Yo-Yo Ma in capitals, only behind a comma.
LONG_DEGREE = r"""(?: Ph\.?\s?D | D\.?Phil | M\.?D | M\.?B\.?A | M\.?P\.?H | M\.?F\.?A | M\.?Sc | B\.?Sc | M\.?Phil | Ll\.?[BM]
  | LL\.?[BM] | Psy\.?D | Ed\.?D | Pharm\.?D | D\.?D\.?S | D\.?M\.?D | D\.?V\.?M | RDN | LCSW | LMFT | CFA | CFP | CPA | Esq
  | FRCP | FRCS | FACS | FACC | FAAD | OBE | MBE | CBE | KBE )"""
SHORT_DEGREE = r"(?: [BM]\.?[AS] | M\.?Ed | M\.?Eng | M\.?S\.?W | J\.?D | R\.?N | R\.?D | D\.?O | N\.?P )"
DEGREE = re.compile(rf"""(?x)
    (?: (?: (?<!\s) \s+ )? , \s* (?: {LONG_DEGREE} | {SHORT_DEGREE} ) | (?<= \w ) \s+ {LONG_DEGREE} ) \.? (?! [\w.] )
""")
GENERATION = re.compile(r"(?:(?<!\s)\s+)?,\s*((?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)")  # "John Doe, Jr."
ADDRESS_FORM = re.compile(r"^(?:(?:Prof(?:essor)?|Dr)\b\.?\s+){1,3}(?=[^\W\d_a-z]\S*\s+\S)")  # not that of "Dr. Dre"


def without_degrees(line: str) -> str:
    """An author line without academic degrees; a generation becomes part of the name.

    >>> without_degrees("Jane Roe, M.D., MBA, and John Doe, Jr.")
    'Jane Roe, and John Doe Jr.'
    """
    return GENERATION.sub(r" \1", DEGREE.sub("", line))


def without_job(name: str) -> str:
    """A name without the job or form of address in front of it, and without a job behind a first and a last name.

    >>> without_job("Jane Roe Senior Music Critic"), without_job("Staff Writer Jane Roe"), without_job("Dr. Jane Roe")
    ('Jane Roe', 'Jane Roe', 'Jane Roe')
    >>> without_job("Mill Reporter"), without_job("Dr. Dre")
    ('Mill Reporter', 'Dr. Dre')
    """
    name = ADDRESS_FORM.sub("", JOB_IN_FRONT.sub("", name))
    bare = JOB_BEHIND.sub("", name)
    return bare if len(bare.split()) > 1 else name
