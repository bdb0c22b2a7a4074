"""Corrections, clarifications, updates and editor's notes in a text, and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.notes.find import find_notes, is_note, says_corrected

BODY = [f"The mill in ward {n} opened its gate on a Monday." for n in range(12)]


def found(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    notes = find_notes(text)
    assert all(text[note.start : note.end] == note.text for note in notes)
    return [(note.kind, note.text) for note in notes]


def at_the_end(*lines: str) -> list[tuple[str, str]]:
    return found(*BODY, *lines)


LABELLED = [
    # English
    ("correction", "Correction: The mill has two wheels.", "a colon"),
    ("correction", "CORRECTION — The mill has two wheels.", "a dash"),
    ("correction", "Correction, May 3, 2031: The mill has two wheels.", "a date and a colon"),
    ("correction", "Correction (3 May 2031): The mill has two wheels.", "a date in brackets"),
    ("correction", "Correction: May 3, 2031 — The mill has two wheels.", "a colon, a date and a dash"),
    ("correction", "Correction: 3 people run the mill.", "a number in the note"),
    ("correction", "CORRECTION May 3, 2031 The mill has two wheels.", "a date alone"),
    ("correction", "*Correction: The mill has two wheels*", "in italics"),
    ("correction", "(Correction: The mill has two wheels.)", "in brackets"),
    ("correction", "Corrections & clarifications: The mill has two wheels.", "both"),
    ("clarification", "Clarification: The wheels turn on Mondays only.", "a clarification"),
    ("editors_note", "Editor’s note: The names of the children were changed.", "an editor's note"),
    ("editors_note", "EDITORS’ NOTE – The names of the children were changed.", "of several editors"),
    ("editors_note", "A note from the editor: the names of the children were changed.", "from the editor"),
    ("update", "Update, 3:15 p.m.: The mayor has left the mill.", "an update with a time"),
    ("update", "UPDATE (May 3): The mayor has left the mill.", "an update with a date"),
    ("update", "Updated on Friday at 14.30: the mayor has left the mill.", "an update with a day"),
    # German
    ("correction", "Korrektur: Die Mühle hat zwei Räder.", "Korrektur"),
    ("correction", "Korrektur vom 3. Mai 2031: Die Mühle hat zwei Räder.", "Korrektur with a date"),
    ("correction", "Berichtigung – Die Mühle hat zwei Räder.", "Berichtigung"),
    ("clarification", "Klarstellung: Die Räder drehen sich nur am Montag.", "Klarstellung"),
    ("editors_note", "Anmerkung der Redaktion: Die Namen der Kinder sind geändert.", "Anmerkung der Redaktion"),
    ("editors_note", "(Anm. d. Red.: Die Namen der Kinder sind geändert.)", "abbreviated"),
    ("editors_note", "Hinweis der Redaktion – Die Namen der Kinder sind geändert.", "Hinweis der Redaktion"),
    ("update", "Update, 14.30 Uhr: Der Bürgermeister hat die Mühle verlassen.", "Update with a time"),
    # French
    ("correction", "Correction : le moulin a deux roues.", "Correction"),
    ("correction", "Rectificatif du 3 mai : le moulin a deux roues.", "Rectificatif"),
    ("clarification", "Précision : les roues ne tournent que le lundi.", "Précision"),
    ("editors_note", "Note de la rédaction : les prénoms des enfants ont été changés.", "Note de la rédaction"),
    ("update", "Mise à jour à 15h30 : le maire a quitté le moulin.", "Mise à jour with a time"),
    # Spanish
    ("correction", "Corrección: el molino tiene dos ruedas.", "Corrección"),
    ("correction", "Fe de errores: el molino tiene dos ruedas.", "Fe de errores"),
    ("correction", "Rectificación (3 de mayo de 2031): el molino tiene dos ruedas.", "Rectificación with a date"),
    ("clarification", "Aclaración: las ruedas solo giran los lunes.", "Aclaración"),
    ("editors_note", "Nota de la redacción: los nombres de los niños han sido cambiados.", "Nota de la redacción"),
    ("update", "Actualización, 15:30: el alcalde ha dejado el molino.", "Actualización with a time"),
]


@pytest.mark.parametrize(("kind", "line"), [pytest.param(kind, line, id=name) for kind, line, name in LABELLED])
def test_a_label_names_the_note(kind: str, line: str) -> None:
    assert found(*BODY, line) == found(line, *BODY) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Correction facilities are full.", id="a noun of another name"),
        pytest.param("Corrections officers went on strike in May.", id="people"),
        pytest.param("Market corrections: a guide for the small saver.", id="the label is not first"),
        pytest.param("Correction – the word that traders fear – is back.", id="a parenthesis in a sentence"),
        pytest.param("Update: The mayor has left the mill.", id="an update without a time"),
        pytest.param("Update 2 of the program deletes old files.", id="an update with a number in a sentence"),
        pytest.param("Updated May 3, 2031", id="a dateline"),
        pytest.param("Updated: May 3, 2031", id="a dateline with a colon"),
        pytest.param("Updated: May 3, 2031, 1:29 p.m.| Published: May 3, 2031, 1:28 p.m.", id="two datelines"),
        pytest.param("Updated May 3, 2031, 3:15 p.m. By Jane Roe", id="a dateline with a name"),
        pytest.param("Aktualisiert am 3. Mai 2031, 14:20 Uhr – Lesezeit: 4 Minuten", id="German: a dateline"),
        pytest.param("Corrections: desk@mill.example", id="an address"),
        pytest.param("Corrections: If you see an error, write to the desk.", id="a request to readers"),
        pytest.param("Corrections: Spotted an error? Let us know.", id="a question to readers"),
        pytest.param("“Correction: the mill has two wheels,” said Ines Okonkwo.", id="a person's words"),
        pytest.param("The clarification: it was never a mill.", id="with an article"),
        pytest.param("Korrekturen an der Börse sind selten.", id="German: a noun"),
        pytest.param("Berichtigungen des Grundbuchs dauern lange.", id="German: another noun"),
        pytest.param("Korrektur – das Wort, das Anleger fürchten – ist zurück.", id="German: a parenthesis"),
        pytest.param("Korrektur: Haben Sie einen Fehler gefunden? Schreiben Sie uns.", id="German: a question to readers"),
        pytest.param("Précision et vitesse font le bon meunier.", id="French: a noun"),
        pytest.param("Corrections : pour signaler une erreur, écrivez au journal.", id="French: a request to readers"),
        pytest.param("Corrección y estilo son su trabajo.", id="Spanish: a noun"),
        pytest.param("Correcciones: si ha encontrado un error, escriba al diario.", id="Spanish: a request to readers"),
    ],
)
def test_what_is_no_label_of_a_note(line: str) -> None:
    assert found(*BODY, line) == found(line, *BODY) == []


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        pytest.param(["CORRECTION:", "The mill has two wheels."], ["correction"], id="with a colon"),
        pytest.param(["Correction", "An earlier version misspelled the mill’s name."], ["correction"], id="an error"),
        pytest.param(["Editor’s note", "The names of the children were changed."], ["editors_note"], id="a newsroom's label"),
        pytest.param(["Correction: May 3, 2031:", "The mill has two wheels."], ["correction"], id="a colon and a date"),
        pytest.param(["Correction, 3 May 2031", "The mill has two wheels."], ["correction"], id="with a date"),
        pytest.param(["Fe de errores", "El molino tiene dos ruedas."], ["correction"], id="Spanish"),
        pytest.param(["Anmerkung der Redaktion", "Die Namen der Kinder sind geändert."], ["editors_note"], id="German"),
        pytest.param(["Note de la rédaction", "Les prénoms des enfants ont été changés."], ["editors_note"], id="French"),
        pytest.param(
            ["Correction", "May 3, 2031", "An earlier version misspelled the mill’s name."], ["correction"], id="a date between"
        ),
        pytest.param(["Correction", "Prices may fall by a tenth."], [], id="a subhead about the market"),
        pytest.param(["Correction:"], [], id="nothing below it"),
        pytest.param(["Correction:", "Spotted an error? Let us know"], [], id="a question to readers below it"),
        pytest.param(["Update", "The mayor has left the mill."], [], id="an update without a time"),
    ],
)
def test_a_label_on_a_line_of_its_own(lines: list[str], notes: list[str]) -> None:
    assert at_the_end(*lines) == [(kind, "\n".join(lines)) for kind in notes]


def test_a_list_of_terms_is_no_note() -> None:
    terms = ["Bear market: A fall by a fifth.", "Correction: A fall by a tenth.", "Crash: A fall in a day."]
    assert at_the_end(*terms) == []
    assert at_the_end(terms[1]) == [("correction", terms[1])]


SAID = [
    # English
    ("correction", "This story has been corrected. An earlier version said that it snowed.", "this story"),
    ("correction", "This article was amended on 3 May 2031 because an earlier version gave the wrong year.", "amended"),
    ("correction", "(This May 3 story has been corrected to fix the name in paragraph 2)", "a wire's story in brackets"),
    ("correction", "*This story was updated to correct the spelling of a name.*", "updated to correct"),
    ("correction", "An earlier version of this article misstated the age of the mill.", "an earlier version"),
    ("correction", "Because of an editing error, an earlier version of this article said it snowed.", "with its reason"),
    ("correction", "The headline on an earlier version of this article gave the wrong town.", "the headline of it"),
    ("correction", "A previous version incorrectly said that the mill was closed.", "a version of nothing named"),
    ("correction", "For the record: A previous version of this story misidentified the miller.", "for the record"),
    ("correction", "On May 3, this article was corrected.", "the day first"),
    ("correction", "The article has been corrected.", "the article"),
    ("correction", "(Corrects the name of the mill in paragraph 2)", "a wire's line"),
    ("clarification", "This article has been clarified to say which mill was meant.", "clarified"),
    ("clarification", "This story was amended to make clear that the mill is closed.", "to make clear"),
    ("update", "This article was updated at 3 p.m. to add a comment by the mayor.", "updated"),
    ("update", "This story has been updated.", "updated, and no more"),
    ("update", "This story about the mill has been updated with comment from the mayor.", "about something"),
    # German
    ("correction", "Dieser Artikel wurde am 3. Mai um 14 Uhr korrigiert.", "Dieser Artikel"),
    ("correction", "In einer früheren Version dieses Artikels hieß es, die Mühle sei zu.", "In einer früheren Version"),
    ("correction", "In einer früheren Fassung hieß es fälschlicherweise, die Mühle sei zu.", "fälschlicherweise"),
    ("correction", "Wir haben den Fehler im Text korrigiert.", "Wir haben"),
    ("update", "Dieser Text wurde nach der Veröffentlichung ergänzt.", "ergänzt"),
    ("update", "Der Artikel wurde nachträglich aktualisiert.", "Der Artikel"),
    # French
    ("correction", "Cet article a été corrigé le 3 mai à 15 heures.", "Cet article"),
    ("correction", "Une version précédente de cet article indiquait que le moulin était fermé.", "Une version précédente"),
    ("correction", "Contrairement à ce que nous écrivions, le moulin a deux roues.", "Contrairement"),
    ("correction", "Cet article a été modifié le 3 mai pour corriger le nom du moulin.", "modifié pour corriger"),
    ("update", "Cet article a été mis à jour lundi avec la réaction du maire.", "mis à jour"),
    # Spanish
    ("correction", "Este artículo ha sido corregido el 3 de mayo.", "Este artículo"),
    ("correction", "Una versión anterior de esta noticia decía que el molino estaba cerrado.", "Una versión anterior"),
    ("correction", "En una versión anterior se decía por error que el molino estaba cerrado.", "por error"),
    ("update", "Esta información ha sido actualizada con la respuesta del alcalde.", "actualizada"),
    ("clarification", "Esta noticia se ha modificado para aclarar quién dirige el molino.", "para aclarar"),
]


@pytest.mark.parametrize(("kind", "line"), [pytest.param(kind, line, id=name) for kind, line, name in SAID])
def test_what_a_note_says_without_a_label(kind: str, line: str) -> None:
    assert found(*BODY, line) == found(line, *BODY) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The report was amended by the council before the vote.", id="a report of others"),
        pytest.param("An earlier version of the bridge fell in 1911.", id="a version of something else"),
        pytest.param("An earlier version of the bill incorrectly named the river.", id="an error in something else"),
        pytest.param("An earlier version of this story appeared in The Lamp.", id="where it appeared first"),
        pytest.param("The article was amended in 1949.", id="an article of a law"),
        pytest.param("The story has been updated twice since the book came out.", id="a story of others"),
        pytest.param("“This story has been corrected,” said Ines Okonkwo.", id="a person's words"),
        pytest.param("This story has been corrected, the editor of the Lamp said on Monday.", id="reported words"),
        pytest.param("She told the court that an earlier version of this article was wrong.", id="told to a court"),
        pytest.param("This story was told by his mother.", id="this story, and no change"),
        pytest.param("This report was amended by the council.", id="changed by others"),
        pytest.param("This article is updated every hour.", id="a habit"),
        pytest.param("We have corrected the course of the river.", id="we, and something else"),
        pytest.param("Der Bericht wurde vom Rat geändert.", id="German: a report of others"),
        pytest.param("Dieser Artikel wurde vom Parlament 1949 geändert.", id="German: changed by others"),
        pytest.param("In einer früheren Fassung des Gesetzes hieß es noch, die Mühle sei frei.", id="German: a law"),
        pytest.param("„Dieser Artikel wurde korrigiert“, sagte Ines Okonkwo.", id="German: a person's words"),
        pytest.param("Wir haben den Preis korrigiert.", id="German: we, and something else"),
        pytest.param("Le rapport a été modifié par le conseil avant le vote.", id="French: a report of others"),
        pytest.param("Ce texte a été modifié par le Sénat.", id="French: a bill"),
        pytest.param("Une version précédente du pont est tombée en 1911.", id="French: a version of something else"),
        pytest.param("« Cet article a été corrigé », a dit Ines Okonkwo.", id="French: a person's words"),
        pytest.param("El informe fue modificado por el consejo antes del voto.", id="Spanish: a report of others"),
        pytest.param("Una versión anterior de la ley decía otra cosa.", id="Spanish: a law"),
        pytest.param("«Este artículo ha sido corregido», dijo Ines Okonkwo.", id="Spanish: a person's words"),
    ],
)
def test_what_says_nothing_about_the_article(line: str) -> None:
    assert found(*BODY, line) == found(line, *BODY) == []


@pytest.mark.parametrize(
    ("place", "is_found"),
    [
        pytest.param(0, True, id="first"),
        pytest.param(2, True, id="third"),
        pytest.param(6, False, id="in the middle"),
        pytest.param(12, True, id="last"),
    ],
)
def test_where_a_note_without_a_label_stands(place: int, is_found: bool) -> None:
    line = "This story has been corrected."
    assert found(*BODY[:place], line, *BODY[place:]) == ([("correction", line)] if is_found else [])


def test_a_labelled_sentence_is_found_anywhere() -> None:
    line = "Anmerkung der Redaktion: Die Namen sind geändert."
    assert found(*BODY[:6], line, *BODY[6:]) == [("editors_note", line)]


def test_several_notes() -> None:
    lines = ["This story has been updated.", "Correction: The mill has two wheels.", "Editor’s note: The names were changed."]
    assert [kind for kind, _ in at_the_end(*lines)] == ["update", "correction", "editors_note"]


@pytest.mark.parametrize(
    ("line", "corrected"),
    [
        pytest.param("Correction: The mill has two wheels.", True, id="a correction"),
        pytest.param("Clarification: The wheels turn on Mondays only.", True, id="a clarification"),
        pytest.param("Editor’s note: An earlier version misspelled a name.", True, id="an editor's note that says so"),
        pytest.param("Editor’s note\nThis article has been corrected.", True, id="on two lines"),
        pytest.param("Editor’s note: The names of the children were changed.", False, id="an editor's note of another kind"),
        pytest.param("This story has been updated.", False, id="an update"),
    ],
)
def test_whether_the_article_was_corrected(line: str, corrected: bool) -> None:
    assert says_corrected(find_notes(line)) is corrected


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        pytest.param("This story has been updated.", True, id="a statement"),
        pytest.param("Anmerkung der Redaktion", True, id="a label alone"),
        pytest.param("Editor’s note: This series is about mills.", False, id="what a site may repeat"),
        pytest.param("The mill opened on a Monday.", False, id="a sentence"),
    ],
)
def test_a_line_that_is_a_note(line: str, is_one: bool) -> None:
    assert is_note(line) is is_one


@given(st.lists(st.sampled_from([*(line for _, line, _ in LABELLED + SAID), *BODY, "Correction", "", " (", "Update 3 May"])))
def test_notes_are_disjoint_and_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    notes = find_notes(text)
    assert all(note.text == text[note.start : note.end] == note.text.strip() for note in notes)
    assert all(one.end <= other.start for one, other in pairwise(notes))
