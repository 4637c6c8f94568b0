"""The mailbox's HTML: a list, and a mail with its two texts."""

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime

from babel.dates import format_datetime
from markupsafe import Markup, escape

from poincon_fakes.mailbox.letters import Letter

FRENCH = {
    "title": "Boîte aux lettres d’essai",
    "note": "Tous les courriels de la boutique arrivent ici\u202f; aucun n’est envoyé.",
    "none": "Aucun courriel pour l’instant.",
    "refresh": "Actualiser",
    "back": "Tous les courriels",
    "from": "De",
    "to": "À",
    "date": "Date",
    "attachments": "Pièces jointes",
    "laid_out": "Mis en page",
    "plain": "Texte simple",
    "source": "Source",
    "nothing": "(sans objet)",
    "unknown": "Ce courriel n’est plus là.",
}
ENGLISH = {
    "title": "Practice mailbox",
    "note": "Every mail of the shop arrives here; none is sent.",
    "none": "No mail yet.",
    "refresh": "Refresh",
    "back": "All mails",
    "from": "From",
    "to": "To",
    "date": "Date",
    "attachments": "Attachments",
    "laid_out": "Laid out",
    "plain": "Plain text",
    "source": "Source",
    "nothing": "(no subject)",
    "unknown": "This mail is no longer here.",
}
_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]")

_PAGE = Markup("""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/mailbox.css">
</head>
<body>
<header><p class="note">{note}</p></header>
<main>
{content}
</main>
</body>
</html>
""")
_ROW = Markup("""<li><a href="/mail/{id}"><strong>{subject}</strong>
<span>{to}</span><span>{sent}</span></a></li>
""")
_LETTER = Markup("""<p><a href="/">{back}</a></p>
<h1>{subject}</h1>
<dl>
<div><dt>{from_label}</dt><dd>{sender}</dd></div>
<div><dt>{to_label}</dt><dd>{to}</dd></div>
<div><dt>{date_label}</dt><dd>{sent}</dd></div>
</dl>
{attachments}{html}<h2>{plain}</h2>
<pre>{text}</pre>
<p><a href="/mail/{id}/source">{source}</a></p>
""")


def words_in(language: str) -> dict[str, str]:
    return ENGLISH if language == "en" else FRENCH


def listing(letters: Iterable[Letter], language: str) -> str:
    """The newest first."""
    words = words_in(language)
    rows = Markup("").join(
        _ROW.format(
            id=letter.id,
            subject=letter.subject or words["nothing"],
            to=letter.to,
            sent=_moment(letter, language),
        )
        for letter in letters
    )
    content = Markup("<h1>{}</h1>\n").format(words["title"])
    content += Markup('<p><a href="/">{}</a></p>\n').format(words["refresh"])
    content += Markup("<ul>{}</ul>").format(rows) if rows else Markup("<p>{}</p>").format(words["none"])
    return _page(words["title"], content, language)


def letter(one: Letter, language: str) -> str:
    """A mail: who, when, what is attached, laid out, and plain with its links alive."""
    words = words_in(language)
    attached = Markup("").join(
        Markup('<li><a href="/mail/{}/parts/{}">{}</a></li>').format(one.id, part.number, part.name)
        for part in one.attachments
    )
    frame = Markup(
        '<h2>{}</h2>\n<iframe src="/mail/{}/html" title="{}"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>\n'
    )
    content = _LETTER.format(
        id=one.id,
        back=words["back"],
        subject=one.subject or words["nothing"],
        sender=one.sender,
        to=one.to,
        sent=_moment(one, language),
        from_label=words["from"],
        to_label=words["to"],
        date_label=words["date"],
        plain=words["plain"],
        text=linked(one.text),
        source=words["source"],
        attachments=Markup("<h2>{}</h2>\n<ul>{}</ul>\n").format(words["attachments"], attached)
        if attached
        else "",
        html=frame.format(words["laid_out"], one.id, words["laid_out"]) if one.html else "",
    )
    return _page(one.subject or words["nothing"], content, language)


def unknown(language: str) -> str:
    words = words_in(language)
    content = Markup('<h1>{}</h1>\n<p><a href="/">{}</a></p>').format(words["unknown"], words["back"])
    return _page(words["unknown"], content, language)


def framed(one: Letter) -> str:
    """The mail's own HTML: links open in a new tab, pictures it carries are found."""
    html = one.html
    for part in one.attachments:
        if part.content_id:
            html = html.replace(f"cid:{part.content_id}", f"/mail/{one.id}/parts/{part.number}")
    return f'<base target="_blank">{html}'


def linked(text: str) -> Markup:
    """Plain text whose addresses can be followed."""
    found, done = Markup(""), 0
    for match in _LINK.finditer(text):
        found += escape(text[done : match.start()])
        found += Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(
            match[0], match[0]
        )
        done = match.end()
    return found + escape(text[done:])


def _moment(one: Letter, language: str) -> str:
    """When it was sent, as the reader writes it; as it stands when that is no date."""
    try:
        at = parsedate_to_datetime(one.sent)
    except ValueError:
        return one.sent
    return format_datetime(at, "d MMMM y HH:mm", locale="en" if language == "en" else "fr")


def _page(title: str, content: Markup, language: str) -> str:
    spoken = "en" if language == "en" else "fr"
    return str(_PAGE.format(language=spoken, title=title, note=words_in(language)["note"], content=content))
