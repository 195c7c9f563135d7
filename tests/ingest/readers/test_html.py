import pytest

from ingest.readers.html import read
from rag.domain.text import Reading
from rag.errors import Unreadable

STORY = (
    "<p>Customs officers seized the ferry Corva at Port Amm on Monday night and arrested its captain, Doran Falk.</p>"
    "<p>The harbour master said that forty crates had been found under the car deck of the ferry on Tuesday.</p>"
)
TOLD = ("arrested its captain, Doran Falk.", "forty crates had been found")


def page(body: str, head: str = "") -> Reading:
    return read(f"<!doctype html><html><head><title>Seized</title>{head}</head><body>{body}</body></html>".encode(), "")


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display: none"><p>SECRET words that nobody sees</p></div>',
        '<div style="visibility:hidden">SECRET</div>',
        "<div hidden><p>SECRET</p></div>",
        "<template><p>SECRET</p></template>",
        "<script>var x = 'SECRET';</script>",
        "<noscript><p>SECRET</p></noscript>",
        '<p style="position:absolute; left:-9999px">SECRET</p>',
        '<span style="font-size:0">SECRET</span>',
        '<p style="opacity: 0;">SECRET</p>',
        '<p style="position:absolute;clip: rect(0 0 0 0)">SECRET</p>',
        '<p style="color:transparent">SECRET</p>',
        '<p class="note off">SECRET</p>',
        '<p id="gone">SECRET</p>',
        "<dialog><p>SECRET</p></dialog>",
        '<input type="hidden" value="SECRET">',
        "<!-- SECRET -->",
        "<select><option>SECRET</option></select>",
    ],
)
def test_what_a_browser_hides_is_never_read(hidden: str) -> None:
    sheet = "<style>/* .a{} */ .off, #gone { color: red; display:none } @media print { .page { display:none } }</style>"
    text = page(f'<div class="page"><h1>Ferry seized</h1>{STORY}{hidden}</div>', sheet).text
    assert "SECRET" not in text
    assert all(words in text for words in TOLD)


CONSENT = (
    "<p>We and our partners store information on your device. With your consent we may use it for adverts.</p>" * 9
)


@pytest.mark.parametrize(
    "layer",
    [
        f'<div id="consent-layer"><h2>Your privacy</h2>{CONSENT}<button>Accept</button></div>',
        f'<div class="cookie-banner" role="dialog">{CONSENT}</div>',
        f'<div role="dialog">{CONSENT}</div>',
        f'<div class="x1"><div>{CONSENT}<p><button>Accept all</button></p></div></div>',
        f'<section>{CONSENT}<a href="#" role="button">I agree</a></section>',
        f'<section class="onetrust-pc"><div>{CONSENT}</div></section>',
        f'<footer class="site">{CONSENT}</footer>',
        "<nav><ul>" + "".join(f'<li><a href="/{n}">Our partners {n}</a></li>' for n in range(9)) + "</ul></nav>",
        "<div>" + "".join(f'<a href="/{n}">Our partners {n} in the news</a>' for n in range(9)) + "</div>",
        f'<div class="related-stories">{CONSENT[:200]}</div>',
    ],
)
@pytest.mark.parametrize(
    "around", ["<aside class='story'>{}</aside>", "<article>{}</article>", "<main>{}</main>", "{}"]
)
def test_the_article_and_nothing_but_the_article(layer: str, around: str) -> None:
    story = around.format(f"<h1>Ferry seized</h1>{STORY}")
    for text in (page(layer + story).text, page(story + layer).text):
        assert "partners" not in text
        assert all(words in text for words in TOLD)
        assert text.startswith("Ferry seized")


def test_the_whole_article() -> None:
    sections = "".join(
        f"<section><h2>Part {n}</h2><p>In part {n} the harbour master told the court what he had seen that night.</p>"
        f"</section>"
        for n in range(6)
    )
    text = page(f"<div><h1>Trial</h1>{STORY}{sections}</div>").text
    assert all(f"In part {n} the harbour master" in text for n in range(6))


def test_lists_in_tables_stay_next_to_their_row() -> None:
    table = (
        "<table><thead><tr><th>Day</th><th>What happened</th></tr></thead><tbody>"
        "<tr><td>Mon</td><td><ul><li>06:40 The train stops</li><li>09:15 The driver is free</li></ul></td></tr>"
        "<tr><td>Tue</td><td><ul><li>17:30 The envoy refuses</li></ul></td></tr></tbody></table>"
    )
    lines = page(f"<article><h1>Robbery</h1>{STORY}{table}</article>").text.split("\n")
    assert "Day: Mon | What happened: 06:40 The train stops; 09:15 The driver is free" in lines
    assert "Day: Tue | What happened: 17:30 The envoy refuses" in lines


def test_a_table_that_lays_out_the_page_is_read_cell_by_cell() -> None:
    text = page(f"<table><tr><td><table><tr><td><h1>Ferry seized</h1>{STORY}</td></tr></table></td></tr></table>").text
    assert text.split("\n\n")[0] == "Ferry seized"
    assert len(text.split("\n\n")) == 3


def test_blocks_lines_and_inline_marks() -> None:
    text = page(f"<h1>Ferry seized</h1>{STORY}<p>One<br>two <b>bo</b>ld, 32<sup>1</sup> men\n wrapped</p>").text
    assert text.endswith("One\ntwo bold, 32 ¹ men wrapped")


def test_a_consent_word_in_a_body_class_costs_no_article() -> None:
    source = f'<html><body class="cookie-consent-given"><h1>Ferry seized</h1>{STORY}</body></html>'
    assert all(words in read(source.encode(), "").text for words in TOLD)


def test_metadata() -> None:
    head = (
        '<meta name="author" content="Hanne Brook"><meta property="og:site_name" content="Northern Gazette">'
        '<meta property="article:published_time" content="2026-04-22T23:30:00-05:00">'
    )
    metadata = page(f"<article><h1>Ferry seized</h1>{STORY}</article>", head).metadata
    assert metadata.title and metadata.title.value == "Ferry seized"
    assert metadata.author and metadata.author.value == "Hanne Brook"
    assert metadata.publisher and metadata.publisher.value == "Northern Gazette"
    assert metadata.published and metadata.published.value == "2026-04-22"


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">', "shift_jis"),
        ("", "utf-8"),
    ],
)
def test_the_encoding_that_the_page_means(meta: str, encoding: str) -> None:
    words = "港は閉鎖された" if encoding == "shift_jis" else "“Größe” – café"
    source = f"<html><head>{meta}</head><body><h1>X {words}</h1>{STORY}</body></html>".encode(encoding)
    assert words in read(source, "").text


def test_xhtml_and_deep_nesting() -> None:
    source = (
        f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{STORY}</body></html>'
    )
    assert all(words in read(source.encode(), ".xhtml").text for words in TOLD)
    deep = "<div>" * 300 + STORY + "</div>" * 300
    assert all(words in page(deep).text for words in TOLD)
    with pytest.raises(Unreadable, match="deep"):
        page("<div>" * 100_000 + STORY)


def test_a_page_within_a_form_and_a_page_of_links_alone_are_read() -> None:
    assert all(words in page(f"<form>{STORY}</form>").text for words in TOLD)
    links = "".join(f'<li><a href="/{n}">Report {n} of the harbour</a></li>' for n in range(5))
    assert "Report 3 of the harbour" in page(f"<ul>{links}</ul>").text


def test_a_logo_set_as_heading_is_not_the_articles() -> None:
    source = f"<header><h1>Lowland Gazette</h1></header><main><article><h2>Ferry seized</h2>{STORY}</article></main>"
    assert page(source).text.startswith("Ferry seized")


def test_a_story_about_consent_is_a_story() -> None:
    story = "<p>We learned that the court will let partners share data on Monday, once people accept the new rules.</p>"
    text = page(
        f'<div id="post-cookie-law"><h1>Cookie law</h1>{STORY}{story}<a href="/rules">Accept or appeal</a></div>'
    )
    assert "the court will let partners" in text.text


def test_the_sites_name_behind_the_title() -> None:
    source = (
        f"<html><head><title>Ferry seized | Lowland Gazette</title></head><body><h1>Ferry seized</h1>{STORY}</body>"
    )
    publisher = read(source.encode(), "").metadata.publisher
    assert publisher and publisher.value == "Lowland Gazette"
