"""The bank's HTML: complete pages without script or inline style, readable on a telephone."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from poincon_fakes.bank.cards import CARDS, Card
from poincon_fakes.bank.ledger import Payment
from poincon_fakes.bank.words import Words

_PAGE = Markup("""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="stylesheet" href="/bank.css">
</head>
<body>
<header><p class="sandbox">{sandbox}</p></header>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
""")

_SUMMARY = Markup("""<dl class="summary">
<div><dt>{amount_label}</dt><dd class="amount">{amount}</dd></div>
{payee}<div><dt>{reference_label}</dt><dd>{reference}</dd></div>
</dl>
""")

_FORM = Markup("""<form method="post" action="/pay/{page}">
<h2>{card}</h2>
{number}{expiry}{security_code}<button class="primary">{pay}</button>
</form>
<form method="post" action="/pay/{page}/cancel"><button class="quiet">{cancel}</button></form>
""")

_FIELD = Markup("""<div class="field">
<label for="{name}">{label}</label>
{hint}<input id="{name}" name="{name}" value="{value}" inputmode="numeric" autocomplete="{autocomplete}"
 maxlength="{limit}" required{state}>
{error}</div>
""")

_CHALLENGE = Markup("""<form method="post" action="/pay/{page}/challenge">
<p>{words}<output id="shown-code" class="code">{shown}</output></p>
{code}<button class="primary" name="answer" value="confirm">{confirm}</button>
<button class="quiet" name="answer" value="decline" formnovalidate>{decline}</button>
</form>
<p><a href="{cancel_url}">{abandon}</a></p>
""")

_CARDS = Markup("""<details{open}>
<summary>{title}</summary>
{hint}<ul class="cards">{rows}</ul>
</details>
""")


def paying(payment: Payment, *, entry: dict[str, str], faults: dict[str, str], after_refusal: bool) -> str:
    """The page with the form, what is wrong with it, and the last refusal."""
    words = Words(payment.language)
    content = _summary(payment, words)
    if after_refusal and payment.reason:
        content += _alert(words["refused"].format(reason=words[payment.reason]), words["again"])
    if faults:
        content += _alert(words["look"] + words[next(iter(faults.values()))])
    first = next(iter(faults), "")
    fields = {
        name: _field(
            name,
            words[name],
            hint=words[hint] if hint else "",
            value=entry.get(name, ""),
            autocomplete=token,
            limit=limit,
            error=_sentence(words[faults[name]]) if name in faults else "",
            focus=name == first,
        )
        for name, hint, token, limit in (
            ("number", "", "cc-number", 30),
            ("expiry", "expiry_hint", "cc-exp", 9),
            ("security_code", "security_code_hint", "cc-csc", 4),
        )
    }
    amount = words.amount(payment.amount_minor, payment.currency)
    content += _FORM.format(
        page=payment.page,
        card=words["card"],
        pay=words["pay"].format(amount=amount),
        cancel=words["cancel"],
        **fields,
    )
    content += _cards(words, page=payment.page, is_open="number_unknown" in faults.values())
    return _page(words, words["title"], content)


def challenge(payment: Payment, *, is_wrong: bool) -> str:
    """The strong authentication: the code is shown, since nothing is really sent."""
    words = Words(payment.language)
    error = words["code_wrong"] if is_wrong else ""
    code = _field("code", words["code"], autocomplete="one-time-code", limit=12, error=error, focus=True)
    content = _summary(payment, words) + _CHALLENGE.format(
        page=payment.page,
        words=words["challenge_words"],
        shown=payment.code,
        code=code,
        confirm=words["confirm"],
        decline=words["decline"],
        abandon=words["abandon"],
        cancel_url=payment.cancel_url,
    )
    return _page(words, words["challenge"], content)


def ended(payment: Payment, *, stays: bool) -> str:
    """The page once the payment is decided or under way, with the way back to the shop."""
    words = Words(payment.language)
    content = _summary(payment, words)
    content += Markup('<p role="status">{}{}</p>').format(
        words["state"], f"{words['colon']}{words.state(payment.state)}"
    )
    if stays:
        content += Markup("<p>{}</p>").format(words["stay"])
    else:
        content += Markup('<p><a class="primary" href="{}">{}</a></p>').format(
            payment.return_url, words["back"]
        )
    return _page(words, words["title"], content)


def unknown(language: str) -> str:
    """There is nothing here."""
    words = Words(language)
    return _page(words, words["unknown"], Markup(""))


def home(payments: Iterable[Payment], language: str) -> str:
    """The test cards and the latest payments, for whoever tries the shop."""
    words = Words(language)
    rows = Markup("").join(
        Markup("<li><span>{}</span> <strong>{}</strong> <span>{}</span></li>").format(
            payment.reference,
            words.amount(payment.amount_minor, payment.currency),
            words.state(payment.state),
        )
        for payment in payments
    )
    latest = (
        Markup('<ul class="payments">{}</ul>').format(rows)
        if rows
        else Markup("<p>{}</p>").format(words["none"])
    )
    content = Markup("<h2>{}</h2>").format(words["latest"]) + latest + _cards(words, page="", is_open=True)
    return _page(words, words["home"], content)


def entry_of(card: Card, today: date) -> dict[str, str]:
    """What fills the form for a test card."""
    code = "1234" if card.brand == "amex" else "123"
    return {"number": card.spaced, "expiry": f"12/{(today.year + 2) % 100:02}", "security_code": code}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _page(words: Words, title: str, content: Markup) -> str:
    return str(_PAGE.format(language=words.language, title=title, sandbox=words["sandbox"], content=content))


def _summary(payment: Payment, words: Words) -> Markup:
    payee = Markup("<div><dt>{}</dt><dd>{}</dd></div>\n").format(words["payee"], payment.merchant)
    return _SUMMARY.format(
        amount_label=words["amount"],
        amount=words.amount(payment.amount_minor, payment.currency),
        payee=payee if payment.merchant else Markup(""),
        reference_label=words["reference"],
        reference=payment.reference,
    )


def _alert(*lines: str) -> Markup:
    return Markup('<div class="alert" role="alert">{}</div>\n').format(
        Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    )


def _field(
    name: str,
    label: str,
    *,
    autocomplete: str,
    limit: int,
    value: str = "",
    hint: str = "",
    error: str = "",
    focus: bool = False,
) -> Markup:
    described = " ".join(f"{name}-{part}" for part, words in (("hint", hint), ("error", error)) if words)
    state = Markup(' aria-describedby="{}"').format(described) if described else Markup("")
    state += Markup(' aria-invalid="true"') if error else Markup("")
    state += Markup(" autofocus") if focus else Markup("")
    return _FIELD.format(
        name=name,
        label=label,
        value=value,
        autocomplete=autocomplete,
        limit=limit,
        state=state,
        hint=Markup('<p id="{}-hint" class="hint">{}</p>\n').format(name, hint) if hint else Markup(""),
        error=Markup('<p id="{}-error" class="error">{}</p>\n').format(name, error) if error else Markup(""),
    )


def _cards(words: Words, *, page: str, is_open: bool) -> Markup:
    use = Markup('<a href="/pay/{}?card={}">{}<span class="unseen"> {}</span></a>')
    row = Markup('<li><span class="number">{}</span> <span>{}</span> {}</li>')
    rows = Markup("").join(
        row.format(
            card.spaced,
            words.behaviour(card.key),
            use.format(page, card.key, words["use"], card.spaced) if page else Markup(""),
        )
        for card in CARDS
    )
    hint = Markup("<p>{}</p>\n").format(words["cards_hint"]) if page else Markup("")
    return _CARDS.format(
        title=words["cards"],
        hint=hint,
        rows=rows,
        open=Markup(" open") if is_open else Markup(""),
    )
