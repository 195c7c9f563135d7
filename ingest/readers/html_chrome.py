"""What stands about an article on a page, by what it is and by its name: consent layers, navigation, teasers."""

import re

from ingest.readers.html_tree import Node, drop, words

_CHROME = ("nav", "menu")
_CHROME_ROLES = ("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "complementary", "menu")
_CONSENT_NAMES = re.compile(
    r"cookie|consent|gdpr|onetrust|didomi|usercentrics|cmp-|privacy-(?:layer|banner|popup|modal)", re.I
)
_CONSENT_BUTTON = re.compile(
    r"\b(?:accept|agree|allow|reject|decline|consent|got it|ok|zustimmen|akzeptieren|accepter|aceptar|accetta)\b", re.I
)
_CONSENT_WORDS = re.compile(
    r"\b(?:we|our|us)\b[^.]{0,200}\b(?:cookies?|partners?|device|data)\b.*\b(?:consent|accept|agree|choices?|preferences)\b"
    r"|\b(?:cookies?|partners?|device|data)\b.*\b(?:your consent|accept|agree|preferences)\b",
    re.I | re.S,
)
_LAYER = 5000
_ASIDES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|teasers?|newsletter|subscribe|subscription|share|sharing|social|promo|advert"
    r"\w*|ads?|sponsor\w*|comments?|disqus|breadcrumbs?|sidebar|most-?(?:read|popular)|trending|outbrain|taboola|paywall"
    r"|menu|navbar|skip-?link|pagination|tags?|copyright|popup|modal|toolbar|widget)(?:$|[\s_-])",
    re.I,
)


def drop_consent(tree: Node) -> None:
    """The layers that ask for consent, found by their buttons: before those are taken out as no text."""
    for button in list(tree.iter("button", "a", "input")):
        label = words(button) or button.get("value", "")
        if button.getparent() is None or len(label) > 40 or not _CONSENT_BUTTON.search(label):
            continue
        layer = next((n for n in button.iterancestors() if _asks_consent(n)), None)
        if layer is not None and not _holds_story(layer):
            drop(layer)


def drop_chrome(tree: Node) -> None:
    """Consent layers, navigation, and what stands about the article; never the element that holds the story."""
    whole = len(words(tree))
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node.getparent() is None or node.tag == "h1" or _holds_story(node):
            continue
        aside = node.tag == "form" or _ASIDES.search(_names(node))
        if _is_chrome(node) or (aside and len(words(node)) < 0.5 * whole) or _is_links(node):
            drop(node)


def _asks_consent(node: Node) -> bool:
    return bool(_CONSENT_WORDS.search(words(node)[:_LAYER]))


def _holds_story(node: Node) -> bool:
    return (
        node.tag in ("html", "body", "main", "article")
        or node.find(".//h1") is not None
        or node.find(".//article") is not None
    )


def _names(node: Node) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"


def _is_chrome(node: Node) -> bool:
    if _CONSENT_NAMES.search(_names(node)) and _asks_consent(node):
        return True
    if node.tag in ("footer", "header"):
        return not any(parent.tag in ("article", "main") for parent in node.iterancestors())
    return node.tag in _CHROME or node.get("role") in _CHROME_ROLES


def _is_links(node: Node) -> bool:
    """A list or a division of nothing but links."""
    if node.tag not in ("ul", "ol", "div", "section", "aside", "p", "dl"):
        return False
    length = len(words(node))
    links = list(node.iter("a"))
    return len(links) > 1 and length > 0 and sum(len(words(a)) for a in links) > 0.75 * length
