"""A person at the shop, without a browser: reads pages, fills in the forms that are on them, presses buttons.

Nothing is sent that the page did not offer: a field or a button that is missing fails the story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from tests.shopping import a_browser

NOT_TYPED = frozenset({"submit", "button", "reset", "image", "file"})
REDIRECTS = (301, 302, 303, 307)


@dataclass(slots=True)
class Button:
    words: str = ""
    name: str = ""
    value: str = ""
    label: str = ""


@dataclass(slots=True)
class Form:
    action: str
    method: str
    kept: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def filled(self, told: dict[str, str], button: Button) -> dict[str, list[str]]:
        """Return what a browser would send: what stands in the form, what was typed, the button pressed."""
        missing = set(told) - self.names
        assert not missing, f"the form at {self.action or 'this page'} does not ask for {missing}"
        sent: dict[str, list[str]] = {}
        for name, value in self.kept:
            if name not in told:
                sent.setdefault(name, []).append(value)
        for name, value in told.items():
            offered = self.choices.get(name)
            assert offered is None or value in offered, f"{name} offers {offered}, not {value!r}"
            sent[name] = [value]
        if button.name:
            sent.setdefault(button.name, []).append(button.value)
        return sent


class _Reader(HTMLParser):
    """Collects the links and forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[bool, str, str]] = []
        self._main = False
        self._form: Form | None = None
        self._select = self._area = ""
        self._button: Button | None = None
        self._link: list[str] | None = None

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in found}
        if tag == "main":
            self._main = True
        elif tag == "form":
            self._form = Form(attrs.get("action", ""), attrs.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "a" and "href" in attrs:
            self._link = [attrs["href"], attrs.get("aria-label", "")]
        elif self._form is not None:
            self._control(tag, attrs)

    def _control(self, tag: str, attrs: dict[str, str]) -> None:
        form, name = self._form, attrs.get("name", "")
        assert form is not None
        if tag == "button" and attrs.get("type", "submit") == "submit" and "disabled" not in attrs:
            self._button = Button(name=name, value=attrs.get("value", ""), label=attrs.get("aria-label", ""))
            form.buttons.append(self._button)
        if tag in {"select", "textarea"} or (tag == "input" and attrs.get("type") not in NOT_TYPED):
            form.names.add(name)
        if tag == "select":
            self._select = name
        elif tag == "option":
            form.choices.setdefault(self._select, []).append(attrs.get("value", ""))
            if "selected" in attrs:
                form.kept.append((self._select, attrs.get("value", "")))
        elif tag == "textarea":
            self._area = name
        elif tag == "input":
            self._input(form, name, attrs)

    @staticmethod
    def _input(form: Form, name: str, attrs: dict[str, str]) -> None:
        ticked = attrs.get("type") in {"radio", "checkbox"}
        if attrs.get("type") == "radio":
            form.choices.setdefault(name, []).append(attrs.get("value", ""))
        if "disabled" not in attrs and (not ticked or "checked" in attrs):
            form.kept.append((name, attrs.get("value", "on" if ticked else "")))

    def handle_data(self, data: str) -> None:
        if self._button is not None:
            self._button.words += data
        elif self._area and self._form:
            self._form.kept.append((self._area, data))
        if self._link is not None:
            self._link[1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._main = False
        elif tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None
        elif tag == "textarea":
            self._area = ""
        elif tag == "a" and self._link is not None:
            self.links.append((self._main, plain(self._link[1]), self._link[0]))
            self._link = None


def plain(words: str) -> str:
    """Return words with every kind of space as one plain space."""
    return re.sub(r"\s+", " ", words).strip()


class Visitor:
    """One person with one browser; `page` is what they see."""

    def __init__(self, language: str = "fr") -> None:
        self.client = a_browser()
        self.client.cookies.clear()
        self.language = language
        self.path = self.html = ""
        self.status = 0
        self.left_for = ""

    @property
    def page(self) -> str:
        """What can be read, without its marks, every space a plain one."""
        body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", self.html, flags=re.DOTALL)
        return plain(re.sub(r"<[^>]+>", " ", body).replace("&#x27;", "'").replace("&amp;", "&"))

    @property
    def title(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.html, re.DOTALL)
        return plain(re.sub(r"<[^>]+>", "", found[1])) if found else ""

    def go(self, path: str) -> "Visitor":
        return self._seen(path, self.client.get(path))

    def follow(self, words: str) -> "Visitor":
        """Click on the link with these words; one of the page itself comes before the shop's frame."""
        found = [url for inside, said, url in self._read().links if said == words and inside]
        found += [url for _inside, said, url in self._read().links if said == words]
        assert found, f"no link says {words!r} on {self.path}"
        return self.go(found[0])

    def press(self, words: str, **told: str) -> "Visitor":
        """Fill in the form that has this button, and press it; the names use `__` for a dash."""
        form, button = self._button(words)
        sent = form.filled({name.replace("__", "-"): value for name, value in told.items()}, button)
        target = form.action or self.path
        answer = self.client.post(target, sent) if form.method == "post" else self.client.get(target, sent)
        return self._seen(target, answer)

    def offers(self, name: str) -> list[str]:
        """Return what can be chosen under a name."""
        return [value for form in self._read().forms for value in form.choices.get(name, [])]

    def can_press(self, words: str) -> bool:
        return any(words == said for form in self._read().forms for said in self._words(form))

    def _button(self, words: str) -> tuple[Form, Button]:
        for form in self._read().forms:
            for button in form.buttons:
                if words in (plain(button.words), button.label):
                    return form, button
        raise AssertionError(f"no button says {words!r} on {self.path}: {list(self._all_words())}")

    def _all_words(self) -> Iterator[str]:
        for form in self._read().forms:
            yield from self._words(form)

    @staticmethod
    def _words(form: Form) -> list[str]:
        return [plain(button.words) or button.label for button in form.buttons]

    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        return reader

    def _seen(self, path: str, answer: HttpResponse) -> "Visitor":
        self.left_for = ""
        for _ in range(6):
            if answer.status_code not in REDIRECTS:
                break
            path = answer.headers["Location"].removeprefix(settings.BASE_URL)
            if urlsplit(path).netloc:
                self.left_for = path
                return self
            answer = self.client.get(path)
        self.path, self.status = path.partition("#")[0], answer.status_code
        self.html = answer.content.decode() if not answer.streaming else ""
        return self
