"""Direct speech in languages without a model: spans, speakers and names. The texts and names are invented."""

import pytest

from transforms.annotate.quotes.without_model.find import find_quotes

# language, text, and of each quote its kind, its pieces and the speaker's mention and name
Row = tuple[str, str, list[tuple[str, list[str], str | None, str | None]]]
NONE: list[tuple[str, list[str], str | None, str | None]] = []

ROWS: dict[str, Row] = {
    "de: verb behind": ("de", "„Das Wasser ist kalt“, sagte Anna Poe.", [("direct", ["Das Wasser ist kalt"], "Anna Poe", "Anna Poe")]),
    "de: verb and colon before": (
        "de",
        "Bürgermeisterin Anna Poe erklärte am Montag: „Die Brücke bleibt zu.“",
        [("direct", ["Die Brücke bleibt zu."], "Bürgermeisterin Anna Poe", "Anna Poe")],
    ),
    "de: the verb before the subject": (
        "de",
        "In einem Gespräch mit der Zeitung hatte Anna Poe verkündet: „Die Brücke bleibt zu.“",
        [("direct", ["Die Brücke bleibt zu."], "Anna Poe", "Anna Poe")],
    ),
    "de: a source in the place of a verb": (
        "de",
        "Anna Poe leitet das Bad. „Das Wasser ist kalt“, so Poe.",
        [("direct", ["Das Wasser ist kalt"], "Poe", "Anna Poe")],
    ),
    "de: the sentence goes on": (
        "de",
        "„Das Wasser ist kalt“, sagte Anna Poe, „aber wir öffnen.“",
        [("direct", ["Das Wasser ist kalt", "aber wir öffnen."], "Anna Poe", "Anna Poe")],
    ),
    "de: a verb in no table": ("de", "„Nie wieder Regen“, knurrte Anna Poe.", [("direct", ["Nie wieder Regen"], "Anna Poe", "Anna Poe")]),
    "de: a role without a name": (
        "de",
        "„Wir ermitteln in alle Richtungen“, teilte die Polizei mit.",
        [("direct", ["Wir ermitteln in alle Richtungen"], "die Polizei", None)],
    ),
    "de: a word that somebody gives as a name": (
        "de",
        "Anna Poe nannte den Plan „völlig absurd“.",
        [("direct", ["völlig absurd"], "Anna Poe", "Anna Poe")],
    ),
    "de: a part of reported speech": (
        "de",
        "Anna Poe sagte, das Bad sei „eine Perle unter allen Bädern des Landes“.",
        [("mixed", ["eine Perle unter allen Bädern des Landes"], "Anna Poe", "Anna Poe")],
    ),
    "de: reversed guillemets": ("de", "»Das Wasser ist kalt«, sagte Anna Poe.", [("direct", ["Das Wasser ist kalt"], "Anna Poe", "Anna Poe")]),
    "de: what people in general call something": ("de", "Dies nennt man einen „harten Winter“.", NONE),
    "de: a list of titles": ("de", "Zu sehen sind „Die Vögel von Linwold bei Nacht“ und „Der Wind über dem Hafen im Mai“.", NONE),
    "de: a title is no speech": ("de", "Der Film „Die Vögel der Nacht von Linwold“ läuft heute an.", NONE),
    "de: a term is no speech": ("de", "Die „Wutbürger“ kamen zum Rathaus.", NONE),
    "de: a pronoun with a name beyond doubt": (
        "de",
        "„Das Wasser ist kalt“, sagte Anna Poe. Im Mai beginnt der Umbau. „Wir öffnen trotzdem“, sagte sie.",
        [("direct", ["Das Wasser ist kalt"], "Anna Poe", "Anna Poe"), ("direct", ["Wir öffnen trotzdem"], "sie", "Anna Poe")],
    ),
    "de: a pronoun after somebody else has been named": (
        "de",
        "„Das Wasser ist kalt“, sagte Anna Poe. Dann kam Maria Rau. „Wir öffnen trotzdem“, sagte sie. Rau ging.",
        [("direct", ["Das Wasser ist kalt"], "Anna Poe", "Anna Poe"), ("direct", ["Wir öffnen trotzdem"], "sie", None)],
    ),
    "fr: verb behind": (
        "fr",
        "« Le pont tiendra », a déclaré à la presse le maire, Luc Ferrand.",
        [("direct", ["Le pont tiendra"], "le maire, Luc Ferrand", "Luc Ferrand")],
    ),
    "fr: the clause between the marks": (
        "fr",
        "« Tout a brûlé, raconte Anna Poe, 24 ans, même la cave. »",
        [("direct", ["Tout a brûlé", "même la cave."], "Anna Poe", "Anna Poe")],
    ),
    "fr: a sentence behind the clause": (
        "fr",
        "« On ferme, ironise Paul Lantier, conseiller d'opposition. Les autres paieront. »",
        [("direct", ["On ferme", "Les autres paieront."], "Paul Lantier", "Paul Lantier")],
    ),
    "fr: a pronoun joined to the verb": (
        "fr",
        "« Le pont tiendra », dit Luc Ferrand. « J'en réponds », glisse-t-il.",
        [("direct", ["Le pont tiendra"], "Luc Ferrand", "Luc Ferrand"), ("direct", ["J'en réponds"], "il", "Luc Ferrand")],
    ),
    "fr: a place behind a preposition is no name": (
        "fr",
        "Le ministre de l'Intérieur a promis : « Nous serons là. »",
        [("direct", ["Nous serons là."], "Le ministre de l'Intérieur", None)],
    ),
    "fr: a dialogue of dashes": (
        "fr",
        "— Vous partez ? demanda la vieille dame.\n— Demain, répondit Luc Ferrand. Il fait froid.\n— Ah.",
        [
            ("direct", ["Vous partez ?"], "la vieille dame", None),
            ("direct", ["Demain", "Il fait froid."], "Luc Ferrand", "Luc Ferrand"),
        ],
    ),
    "fr: a list of dashes is no speech": ("fr", "— Le lait frais\n— Le pain noir\n— Le sel de mer", NONE),
    "fr: what a noun phrase names": ("fr", "Le film « Les Oiseaux de la nuit » sort mercredi.", NONE),
    "es: verb behind": ("es", "“No cedemos”, dijo a la radio el alcalde, Tomás Rueda.", [("direct", ["No cedemos"], "el alcalde, Tomás Rueda", "Tomás Rueda")]),
    "es: no subject": (
        "es",
        "“No cedemos”, dijo Ana Robles. “La ley nos ampara”, añadió.",
        [("direct", ["No cedemos"], "Ana Robles", "Ana Robles"), ("direct", ["La ley nos ampara"], "Ana Robles", "Ana Robles")],
    ),
    "es: dashes around the clause": (
        "es",
        "—No sé nada —dijo Tomás Rueda, y cerró la puerta—. Pregúntele al juez.",
        [("direct", ["No sé nada", "Pregúntele al juez."], "Tomás Rueda", "Tomás Rueda")],
    ),
    "es: any verb behind a dash": ("es", "—¡Nunca! —retrucó Ninfa Cabral.", [("direct", ["¡Nunca!"], "Ninfa Cabral", "Ninfa Cabral")]),
    "es: the answers of an interview without marks": (
        "es",
        "Anna Rueda lleva treinta años en la plaza.\n¿Cuándo empezó?\nDe niña, con mi padre.\n¿Y el público?\nVuelve siempre.\n"
        "No me importa.\n¿Se retira?\nYo no sé hacer otra cosa.",
        [
            ("direct", ["De niña, con mi padre."], "Anna Rueda", "Anna Rueda"),
            ("direct", ["Vuelve siempre.", "No me importa."], "Anna Rueda", "Anna Rueda"),
            ("direct", ["Yo no sé hacer otra cosa."], "Anna Rueda", "Anna Rueda"),
        ],
    ),
    "de: the answers of an interview with labels": (
        "de",
        "Anna Poe leitet das Bad.\nFrage: Warum?\nPoe: Ich mag es.\nFrage: Und dann?\nPoe: Dann bleibe ich.\nFrage: Wie?\nPoe: Gern, wir bleiben.",
        [
            ("direct", ["Ich mag es."], "Poe", "Anna Poe"),
            ("direct", ["Dann bleibe ich."], "Poe", "Anna Poe"),
            ("direct", ["Gern, wir bleiben."], "Poe", "Anna Poe"),
        ],
    ),
    "fr: questions that the reporter answers": (
        "fr",
        "Luc Ferrand dirige le port.\nPourquoi le pont penche-t-il ?\nLa pile nord s'enfonce.\nQui paiera ?\nLa commune.\nQuand ?\nEn mai.",
        NONE,
    ),
    "it: verb behind": ("it", "«Non ci arrendiamo», ha detto Maria Conti.", [("direct", ["Non ci arrendiamo"], "Maria Conti", "Maria Conti")]),
    "pt: verb before": ("pt", "O ministro Paulo Reis afirmou: “A ponte é segura.”", [("direct", ["A ponte é segura."], "O ministro Paulo Reis", "Paulo Reis")]),
    "nl: a source in the place of a verb": ("nl", "‘De brug is veilig’, aldus minister Jan Bos.", [("direct", ["De brug is veilig"], "Jan Bos", "Jan Bos")]),
}  # fmt: skip


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS.items()])
def test_find(row: Row):
    language, text, expected = row
    found = [
        (q.kind, [text[a:b] for a, b in q.pieces], q.speaker and q.speaker.text, q.speaker and q.speaker.name)
        for q in find_quotes(text, language)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("de", "", id="empty"),
        pytest.param("de", "„", id="only a mark"),
        pytest.param("fr", "—", id="only a dash"),
        pytest.param("es", "—\n— —\n«»\n“ ”", id="marks around nothing"),
        pytest.param("de", "„Na“ " * 300, id="many short quotes"),
        pytest.param("fr", "« Oui, dit-il, " * 200, id="many openings"),
        pytest.param("it", "disse " * 2_000, id="only verbs"),
        pytest.param("nl", "de van der " * 1_000, id="only small words"),
        pytest.param("de", "A" * 20_000, id="one long word"),
        pytest.param("pt", "\u202e“Não\u202c”, disse\x00 Ana.", id="controls"),
    ],
)
def test_odd_texts_give_pieces_within_the_text(language: str, text: str):
    quotes = find_quotes(text, language)
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text
        assert all(quote.start <= start < end <= quote.end for start, end in quote.pieces)
        if quote.speaker and quote.speaker.start is not None:
            assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.text


def test_a_language_without_tables_is_refused():
    with pytest.raises(FileNotFoundError):
        find_quotes("“Nei”, sa hun.", "no")


def test_a_verb_far_before_in_an_endless_sentence_is_no_cue():
    """Each quote looks at a bounded number of words, so a sentence of many quotes takes linear time."""
    near, far = "und dann " * 10, "und dann " * 40
    assert find_quotes(f"Anna Poe sagte {near}„wir gehen alle morgen heim“ hier.", "de")
    assert find_quotes(f"Anna Poe sagte {far}„wir gehen alle morgen heim“ hier.", "de") == ()
