import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.languages.detect import detect

ENGLISH = "The council voted on Monday to close the old bridge for the summer, and it will open again in the autumn."
GERMAN = "Der Rat hat am Montag beschlossen, die alte Brücke im Sommer zu sperren; im Herbst soll sie wieder öffnen."
FRENCH = "Le conseil a décidé lundi de fermer le vieux pont pendant l'été; il rouvrira à l'automne, selon la mairie."
ARABIC = "أعلن الوزير أن الجسر سيغلق يوم الاثنين."
RUSSIAN = "Совет решил в понедельник закрыть старый мост на лето; осенью он снова откроется."


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        pytest.param(ENGLISH, None, "en", id="text alone"),
        pytest.param(ENGLISH, "en-GB", "en", id="text and hint agree"),
        pytest.param(GERMAN, "en", "de", id="a template's hint, a clear text"),
        pytest.param(FRENCH, "en_US", "fr", id="underscore"),
        pytest.param(ENGLISH.upper(), None, "en", id="capitals"),
        pytest.param("Stop!", "de-AT", "de", id="too short to tell"),
        pytest.param("Stop!", None, None, id="too short, no hint"),
        pytest.param("", "EN", "en", id="empty"),
        pytest.param("12 34 56 78 90 " * 50, "fr", "fr", id="numbers are in no language"),
        pytest.param("", "x-default", None, id="no language tag"),
        pytest.param("", "english please", None, id="no tag at all"),
        pytest.param("", "nb-NO", "no", id="two names for one language"),
        pytest.param(ARABIC, "en", None, id="letters that the hint's language does not have, too short to tell"),
        pytest.param(ARABIC * 3, "en", "ar", id="letters that the hint's language does not have"),
        pytest.param(ARABIC, "ar", "ar", id="letters that it has"),
        pytest.param(RUSSIAN, "uk", "ru", id="two languages with the same letters: the text is clear"),
        pytest.param("Мост", "ru", "ru", id="short, and the hint has these letters"),
        pytest.param("Đường Trần Phú mở", "vi", "vi", id="Latin letters with marks"),
        pytest.param(f"{ENGLISH} The sign reads: {ARABIC}", "en", "en", id="a few words in other letters"),
        pytest.param(ENGLISH + GERMAN * 10_000, None, "de", id="only the head of a long text is read"),
    ],
)
def test_detect(text: str, hint: str | None, language: str | None) -> None:
    assert detect(text, hint) == language


@given(st.text(st.characters(), max_size=300), st.none() | st.text(max_size=10))
def test_any_text_and_any_hint_raise_nothing(text: str, hint: str | None) -> None:
    found = detect(text, hint)
    assert found is None or 2 <= len(found) <= 3
