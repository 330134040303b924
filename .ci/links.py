"""Looks through the built manual for links and anchors that lead nowhere. Argument: its folder."""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.links, self.ids = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("id", "name") and value:
                self.ids.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)


root = Path(sys.argv[1]).resolve()
pages = {path: Page(path) for path in root.rglob("*.html")}
broken, inner, outer = [], 0, set()
for path, page in pages.items():
    # The print page joins all others, with links as they were.
    if path.name in ("print.html", "404.html", "toc.html"):
        continue
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            outer.add(link)
            continue
        inner += 1
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        target = target / "index.html" if target.is_dir() else target
        known = target.is_file() and target.is_relative_to(root)
        anchor = unquote(parts.fragment)
        if not known or (anchor and target in pages and anchor not in pages[target].ids):
            broken.append(f"{path.relative_to(root)}: {link}")
print(f"manual: {len(pages)} pages, {inner} links inside, {len(outer)} addresses outside")
if broken:
    sys.exit("links that lead nowhere:\n" + "\n".join(broken))
