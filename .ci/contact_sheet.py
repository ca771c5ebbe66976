"""Is the contact sheet one self-contained page that shows every selected item and runs nobody's code but its own?"""

import html.parser
import pathlib
import re

# attributes that make a browser fetch something; a link that a person clicks is none
FETCHING = {"src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href", "ping", "manifest"}
FETCHING_TAGS = {"iframe", "object", "embed", "applet", "base", "portal", "frame"}
SAMPLE = re.compile(r"\bThis page shows \d+ of \d+ items\b")
MARKUP = re.compile(r"<[a-zA-Z/!]")


class Page(html.parser.HTMLParser):
    """Collects a page's visible text, its scripts and styles, and whatever would reach out or run from an attribute."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.scripts, self.styles, self.reaching = [], [], [], []
        self.inside = None

    def handle_starttag(self, tag, attributes):
        self.inside = tag if tag in ("script", "style") else self.inside
        if tag in FETCHING_TAGS:
            self.reaching.append(f"<{tag}>")
        for name, value in attributes:
            value = value or ""
            fetches = name in FETCHING or (name == "href" and tag not in ("a", "area"))
            if fetches and not value.startswith(("data:", "#")):
                self.reaching.append(f"<{tag} {name}={value[:60]!r}>")
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                self.reaching.append(f"<{tag} {name}={value[:60]!r}>")
            if name == "style":
                self.styles.append(value)

    def handle_endtag(self, tag):
        self.inside = None if tag == self.inside else self.inside

    def handle_data(self, data):
        {"script": self.scripts, "style": self.styles}.get(self.inside, self.text).append(data)


def strings(value):
    """Every string of a row, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for cell in value.values():
            yield from strings(cell)
    elif isinstance(value, list):
        for cell in value:
            yield from strings(cell)


def squeezed(text):
    return " ".join(text.split())


def faults(out, all_tables):
    """A sentence for each thing that is wrong with the page."""
    path = pathlib.Path(out) / "contact-sheet.html"
    if not path.is_file():
        yield f"{path}: no such file"
        return
    source = path.read_text(encoding="utf-8")
    page = Page()
    page.feed(source)
    page.close()
    for reach in page.reaching:
        yield f"the page fetches or runs something from an attribute: {reach}"
    for style in page.styles:
        if "@import" in style or re.search(r"url\(\s*['\"]?(?!data:|#)", style):
            yield f"a style fetches something: {style[:80]!r}"
    for script in page.scripts:
        if re.search(r"\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource|importScripts)\b|\bimport\s*\(", script):
            yield "a script can fetch something"
    text = squeezed(" ".join(page.text))
    if not SAMPLE.search(text):
        for name in sorted({row["item_name"] for row in all_tables["review_items"]}):
            if squeezed(name) not in text:
                yield f"selected item {name!r} is not on the page, and the page does not say that it is a sample"
    if not any(name and squeezed(name) in text for name in (row["item_name"] for row in all_tables["review_items"])):
        yield "no selected item is on the page"
    hostile = {
        value
        for rows in all_tables.values()
        for value in strings(rows)
        if MARKUP.search(value) and not value.lstrip().startswith(("{", "["))
    }
    for value in sorted(hostile):
        if value in source:
            yield f"a row's text stands on the page unescaped: {value[:80]!r}"
