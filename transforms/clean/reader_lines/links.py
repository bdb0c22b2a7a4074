"""Where a link leads: to a service of the paper or of a platform, or to an article."""

import re

from transforms.text import word_set

# Parts of addresses, between slashes, dots and hyphens.
SERVICES = word_set("""
    newsletter newsletters infolettre infolettres boletin boletines alerts notifications
    subscribe subscription subscriptions subscriber subscribers suscribete suscripcion suscriptores abo abos abonnement
    abonnements
    abonnez abonner signup register registrieren registrierung inscription registro login signin anmelden anmeldung connexion
    account konto compte cuenta membership member members mitglied mitglieder socio socios join offer offers angebot
    angebote offre offres oferta ofertas
    donate donation donations give giving support spende spenden unterstuetzen don dons soutien soutenir apoya apoyo
    quiz quizzes poll polls survey surveys umfrage umfragen sondage sondages encuesta encuestas games game spiele jeux
    tip tips hinweis hinweise contact kontakt contacto contactez comment comments kommentare commentaires comentarios letters
    leserbrief leserbriefe cartas
    app apps appli podcast podcasts epaper gallery galerie galeria photos fotos img
    cookies cookie privacy datenschutz confidentialite privacidad terms agb cgu legal settings reprints licensing
    shop boutique tienda deals promo promos author authors autor autoren staff team about follow share lists list
""")
PLATFORM = re.compile(r"""(?xi)
    ^(?:mailto|tel): | ^\# | \b(?:wa\.me|t\.me)/ | whatsapp | ko-fi | patreon | steadyhq | paypal
  | apps\.apple | play\.google | spotify
  | \b(?:facebook|twitter|instagram|tiktok|youtube|linkedin|bsky|threads|reddit|pinterest|mastodon|x)\.\w{2,10}/
""")
PART = re.compile(r"[a-z]+")
SLUG = re.compile(r"(?<![a-z0-9])(?:[a-z0-9]++-){3,20}[a-z0-9]|/\d{4}/\d|\d{5}")  # the words of a headline, a date, a number


def is_service(target: str) -> bool:
    """Whether a link leads to a service rather than to an article. `target`: as the page has it, absolute or relative.

    >>> is_service("/newsletters/mill"), is_service("/2031/05/donors-give-to-the-mill")
    (True, False)
    """
    if PLATFORM.search(target):
        return True
    return not SLUG.search(target) and any(part in SERVICES for part in PART.findall(_path(target)))


def is_article(target: str) -> bool:
    """Whether a link leads to an article."""
    return not PLATFORM.search(target) and SLUG.search(target) is not None


def _path(target: str) -> str:
    return re.sub(r"^[a-z]+://[^/]*", "", target.lower())
