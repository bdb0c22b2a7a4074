"""The words of editorial notes in four languages, as patterns: data for `labels.py` and `statements.py`.

A name that several languages share is listed once. Patterns are matched without regard to case.
"""

from dataclasses import dataclass

CORRECTION, CLARIFICATION, UPDATE, EDITORS_NOTE = "correction", "clarification", "update", "editors_note"

# Labels that are also ordinary nouns: "Correction" may be a subhead about share prices.
NOUN_LABELS: dict[str, str] = {
    CORRECTION: r"""corrections? | corr[ée]ctifs? | errat(?:um|a) | korrektur(?:en)? | berichtigung(?:en)? | richtigstellung
        | rectificatifs? | rectifications? | correcci[óo]n(?:es)? | rectificaci[óo]n(?:es)?""",
    CLARIFICATION: r"clarifications? | klarstellung | pr[ée]cisions? | mise\ au\ point | aclaraci[óo]n(?:es)?",
    UPDATE: r"updated? | aktualisierung | aktualisiert | mise\ à\ jour | actualizaci[óo]n | actualizado",
}
# Labels that only a newsroom uses.
NEWSROOM_LABELS: dict[str, str] = {
    CORRECTION: r"corrections?\ ?(?:and|&|/)\ ?clarifications? | fe\ de\ err(?:ores|atas) | korrekturhinweis",
    EDITORS_NOTE: r"""
        (?:a\ )?note\ from\ the\ editors? | editor(?:['’]s|s['’]|s)?\ note | ed\.?\ note
        | (?:anmerkung|hinweis)\ der\ redaktion | anm\.?\ ?d(?:er|\.)?\ ?red(?:aktion|\.)?
        | note\ de\ la\ r[ée]daction | n\.?d\.?l\.?r\.?
        | nota\ (?:de\ (?:la\ )?redacci[óo]n|del\ editor) | n\.\ de\ la\ r\.""",
}

# What a time or date is made of, besides numbers.
STAMP_WORDS = r"""
    jan(?:uary|uar|vier)? | feb(?:ruary|ruar)? | f[ée]v(?:rier)?r? | mar(?:ch|s|zo)? | märz | apr(?:il)? | avril | abril
    | may | mai | mayo | june? | juni | juin | junio | july? | juli | juillet | julio | aug(?:ust)? | août | agosto
    | sept?(?:ember|embre|iembre)? | o[ck]t(?:ober|obre|ubre)? | nov(?:ember|embre|iembre)? | de[cz](?:ember|embre)?
    | d[ée]c(?:embre)? | enero | febrero | diciembre
    | (?:mon|tues|wednes|thurs|fri|satur|sun)day | mon | tues? | wed | thu(?:rs)? | fri | sat | sun
    | (?:mon|diens|donners|frei|sams|sonn)tag | mittwoch | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche
    | lunes | martes | mi[ée]rcoles | jueves | viernes | s[áa]bado | domingo
    | today | yesterday | heute | gestern | hoy | ayer"""
STAMP_FILLERS = r"""on | at | as | of | um | am | vom | uhr | à | a | le | du | de | del | las | el | h | hrs? | heures | horas
    | [ap]\.?m\.? | noon | midnight | (?:e|c|m|p)[sd]?t | gmt | utc | bst | cet | mez | local | time"""

# What speaks of the text or of an error in it.
ABOUT_THE_TEXT = r"""
    article | story | headline | caption | photo | (?:earlier|previous|original)\ version | misst\w+ | misspel\w+
    | misidentif\w+ | misattribut\w+ | misquot\w+ | incorrect\w* | inaccura\w+ | wrong\w* | mistake\w* | erroneous\w* | errors?
    | should\ have | artikels? | text(?:es)? | beitrags? | version | fassung | überschrift | falsch\w* | fälschlich\w*
    | irrtümlich\w* | versehentlich | fehler\w* | richtig | texte | titre | légende | erreurs? | erroné\w* | à\ tort
    | artículo | noticia | información | versión | titular | pie\ de\ foto | error\w* | erróne\w+ | equivocad\w+"""

# The beginning of a line that asks readers to write to the newsroom, or tells them where to read more.
HOUSE_TALK = r"""if\ you | (?:spotted|found|see|report)\ (?:an?|any)\b | to\ (?:report|request|submit|suggest|send|contact)\b
    | please\ (?!note) | e-?mail\b | contact\b | (?:send|submit)\b | read\ (?:more|our|about) | see\ (?:our|all)
    | we\ (?:strive|aim|welcome|want|are\ committed) | have\ you | do\ you
    | fehler\ (?:gefunden|entdeckt|melden) | haben\ sie | hinweise\ (?:an|bitte) | schreiben\ sie | sie\ haben | wenn\ sie
    | vous\ avez | avez-vous | si\ vous | pour\ signaler | signale[rz]\b | écrivez
    | ¿(?:has|ha)\ | si\ (?:ha|has|detecta|encuentra)\b | para\ (?:comunicar|avisar|informar)
    | escriba | escríbenos | env[ií]e"""


@dataclass(frozen=True)
class Language:
    """How one language says that an article was changed or was wrong. All fields are patterns.

    `own`: this article. `the`: the article, which may also be another text. `version`: an earlier version. `of_own`: what
    follows it when it is one of this article. `was`: auxiliaries with adverbs. `changed`: participles, by the kind of note.
    `agent`: what names another author of the change. `wrong`: what says that a text had an error. `elsewhere`: predicates of a
    version that was only published before. `we`: the newsroom in the first person, up to the participle. `purposes`: what the
    change was for, by the kind of note. `then`: what may follow a change to `the` article.
    """

    own: str
    the: str
    version: str
    of_own: str
    was: str
    changed: dict[str, str]
    agent: str
    wrong: str
    elsewhere: str
    we: str
    purposes: dict[str, str]
    then: str


_EN_TEXT = r"""(?:article|story|post|piece|headline|caption|obituary|column|review|interview|profile|essay|dispatch|newsletter
    |explainer|graphic|transcript|item|report|page|recipe|list|map|chart|live\ ?blog|subhead(?:line)?|summary|video)"""
ENGLISH = Language(
    own=rf"(?:(?:the|a)\ \w{{1,12}}\ (?:of|on|in|to|for|with|above)\ )?(?:this|our)\ (?:[\w.]{{1,12}},?\ ){{0,3}}{_EN_TEXT}",
    the=r"the\ (?:article|story|post|piece|headline|caption)",
    version=r"(?:(?:earlier|previous|prior|original|initial|first)\ versions?)",
    of_own=rf"""\ (?:of|in|on|with)\ (?:(?:this|our)\ (?:[\w.]{{1,12}},?\ ){{0,3}}{_EN_TEXT}
        |the\ (?:article|story|post|headline|caption|column|obituary))""",
    was=r"""(?:was\ (?:originally|first)\ published\b[^.!?]{1,60}\ and\ )?
        (?:was|were|has|have|had)(?:\ (?:been|since|also|subsequently|later|recently|now|further|last|significantly)){0,3}""",
    changed={
        CORRECTION: "corrected|amended",
        CLARIFICATION: "clarified",
        UPDATE: r"updated|(?:edited|revised|changed|modified)(?=\ (?:to|since|after|on|at|because|following|with)\b)",
    },
    agent=r"\ by\ (?!the\ (?:editors?|newsroom|paper))",
    wrong=r"""(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|falsely)\ \w+ | misstated | mis-?spel(?:led|t)
        | (?:previously|originally|initially)
          \ (?:said|stated|reported|gave|listed|named|identified|described|referred|included|used)
        | misidentified | misattributed | misquoted | mischaracteri[sz]ed | misreported | misnamed
        | (?:contained|included|had|made)\ (?:an?\ )?(?:\w+\ )?(?:errors?|mistakes?|inaccurac\w+)
        | (?:gave|had|used|listed|included|carried|contained)\ (?:the\ |an\ )?(?:wrong|incorrect|inaccurate)
        | (?:was|were)\ (?:wrong|incorrect|inaccurate|misspel(?:led|t)|misstated|misidentified)""",
    elsewhere=r"""\ (?:first\ |originally\ |also\ )?(?:appeared|ran|aired|(?:was|were)\ (?:first\ |originally\ |also\ )?
        (?:published|posted|produced|broadcast|written|delivered)|is\ available|can\ be)\b""",
    we=r"""we(?:\ have|['’]ve)?(?:\ (?:since|also|now))?\ (?:corrected|updated|amended|clarified|revised|changed)
        \ (?:this|the|our)\ (?:article|story|headline|post|piece|text|caption|report|error)
        | this\ is\ an?\ (?:corrected|updated|clarified)\ version""",
    purposes={
        CORRECTION: r"to\ (?:correct|fix|rectify|amend)\b",
        CLARIFICATION: r"to\ (?:clarify|make\ (?:it\ )?clear)\b|did\ not\ make\ (?:it\ )?clear",
    },
    then=r"(?:\ (?:to|since|because|after\ publication|accordingly)\b|\ ?[.)\]*_]|$)",
)
_DE_TEXT_M = r"(?:Artikel|Text|Beitrag|Bericht|Kommentar)"
_DE_TEXT_F = r"(?:Meldung|Nachricht|Geschichte|Überschrift|Reportage)"
GERMAN = Language(
    own=rf"(?:(?:diese[rmn]|unser(?:e[mn])?)\ {_DE_TEXT_M} | (?:diese[r]?|unsere[r]?)\ {_DE_TEXT_F})",
    the=rf"(?:der\ {_DE_TEXT_M} | die\ {_DE_TEXT_F})",
    version=r"(?:(?:frühere|erste|ursprüngliche|vorherige|vorige|ältere|alte)n?\ (?:Version|Fassung))",
    of_own=r"""\ (?:(?:dieses|unseres|des)\ (?:Artikels|Text(?:e)?s|Beitrag(?:e)?s|Bericht(?:e)?s)(?!\ \d)
        | (?:dieser|unserer|der)\ (?:Meldung|Nachricht|Geschichte|Überschrift|Reportage))""",
    was=r"(?:wurden?|ist|haben\ wir|hat\ die\ redaktion)\b(?:(?!\ und\ )(?:[^.!?]|(?<=\d)\.)){0,80}",
    changed={
        CORRECTION: "korrigiert|berichtigt|richtiggestellt",
        CLARIFICATION: "präzisiert|klargestellt",
        UPDATE: "aktualisiert|ergänzt|geändert|überarbeitet|angepasst|erweitert",
    },
    agent=r"\ (?:von|vom|durch)\ (?!der\ redaktion|uns\b)",
    wrong=r"""fälschlich\w* | irrtümlich\w* | versehentlich | falsch\w* | fehlerhaft\w* | inkorrekt\w* | nicht\ korrekt
        | ein\ fehler | (?:haben|hatten)\ wir | richtig\ ist | (?:stand|hieß\ es|war)\ (?:zunächst|zuerst|ursprünglich)""",
    elsewhere=r"\ (?:erschien|ist\ (?:zuerst\ )?erschienen|wurde\ (?:zuerst\ )?veröffentlicht)\b",
    we=r"""(?:wir\ haben|haben\ wir)\ (?:\w{1,20}\ ){0,4}
        (?:Artikel|Text|Beitrag|Fehler|Stelle|Passage|Angaben?|Überschrift|Meldung)
        \ (?:\w{1,20}\ ){0,3}(?:korrigiert|berichtigt|aktualisiert|ergänzt|geändert|präzisiert|angepasst)
        | (?:diesen?|den)\ (?:Artikel|Text|Beitrag|Fehler)\ haben\ wir
        | wir\ hatten\ (?:zunächst|zuerst|ursprünglich)\ (?:berichtet|geschrieben|gemeldet)""",
    purposes={CORRECTION: r"(?:fehler|korrektur)\b", CLARIFICATION: r"(?:klarstellung|präzisierung|missverständlich)"},
    then=r"\ ?(?:[.)\]*_]|$)",
)
_FR_TEXT = r"""(?:cet\ article|ce\ (?:texte|billet|reportage|papier|titre)
    |cette\ (?:dépêche|information|brève|chronique|légende)|cet\ entretien|notre\ article)"""
FRENCH = Language(
    own=_FR_TEXT,
    the=r"(?:l['’]article|le\ titre|la\ légende|la\ dépêche)",
    version=r"(?:version\ (?:précédente|antérieure|initiale|originale)|(?:première|précédente|ancienne)\ version)",
    of_own=rf"\ (?:de\ {_FR_TEXT}|de\ l['’]article|du\ titre)",
    was=r"(?:a|ont)\ (?:(?:depuis|ensuite|également|aussi)\ )?été(?:\ \w{1,12}ment)?",
    changed={
        CORRECTION: "(?:corrigé|rectifié)e?",
        CLARIFICATION: "(?:précisé|clarifié)e?",
        UPDATE: r"mise?\ à\ jour|(?:modifié|actualisé|complété|enrichi|amendé)e?",
    },
    agent=r"\ par\ (?!la\ rédaction|nos\ soins|nos\b)",
    wrong=r"""à\ tort | par\ erreur | erroné\w* | incorrect\w* | une\ (?:\w{1,12}\ )?erreur | inexact\w* | faussement
        | initialement | nous\ (?:écrivions|indiquions|affirmions|avions|avons)""",
    elsewhere=r"\ (?:est\ (?:d['’]abord\ )?parue|a\ (?:été\ (?:d['’]abord\ )?publiée|paru))\b",
    we=r"""nous\ avons\ (?:\w{1,12}\ )?(?:corrigé|modifié|rectifié|mis\ à\ jour|précisé)
        \ (?:cet\ |ce\ |cette\ |l['’]|le\ |la\ |notre\ )(?:article|texte|titre|passage|légende|erreur)
        | contrairement\ à\ ce\ (?:que\ nous|qui\ (?:était|a\ été)\ (?:écrit|indiqué|publié))""",
    purposes={CORRECTION: r"(?:corriger|rectifier)\b", CLARIFICATION: r"(?:préciser|clarifier)\b"},
    then=r"(?:\ (?:pour|afin|depuis|en\ conséquence)\b|\ ?[.)\]*_]|$)",
)
_ES_TEXT = r"""(?:(?:este|nuestro)\ (?:artículo|texto|reportaje|post|titular)
    |(?:esta|nuestra)\ (?:noticia|información|nota|crónica|entrada|pieza|entrevista|historia))"""
SPANISH = Language(
    own=_ES_TEXT,
    the=r"(?:el\ (?:artículo|titular)|la\ (?:noticia|información))",
    version=r"(?:versión\ (?:anterior|previa|inicial|original)|(?:primera|anterior)\ versión)",
    of_own=rf"\ (?:de\ {_ES_TEXT}|del\ (?:artículo|titular)|de\ la\ (?:noticia|información))",
    was=r"(?:ha\ sido|han\ sido|fue|se\ ha)(?:\ \w{1,12}mente)?",
    changed={
        CORRECTION: "corregid[oa]|rectificad[oa]|enmendad[oa]",
        CLARIFICATION: "aclarad[oa]|precisad[oa]",
        UPDATE: "actualizad[oa]|modificad[oa]|editad[oa]|ampliad[oa]",
    },
    agent=r"\ por\ (?!la\ redacción|error)",
    wrong=r"""erróneamente | por\ error | equivocad\w+ | incorrect\w+ | erróne\w+ | un\ (?:\w{1,12}\ )?error
        | contenía\ errores | inicialmente | (?:decíamos|indicábamos|afirmábamos)""",
    elsewhere=r"\ (?:se\ publicó|fue\ publicad[oa]|apareció)\b",
    we=r"""(?:hemos|se\ ha)\ (?:corregido|actualizado|modificado|rectificado|aclarado)
        \ (?:est[ea]|el|la|un|nuestr[oa])\ (?:artículo|texto|titular|noticia|información|nota|error|pie\ de\ foto)""",
    purposes={CORRECTION: r"(?:corregir|rectificar|subsanar)\b", CLARIFICATION: r"(?:aclarar|precisar)\b"},
    then=r"(?:\ (?:para|tras\ su\ publicación)\b|\ ?[.)\]*_]|$)",
)
LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH)
