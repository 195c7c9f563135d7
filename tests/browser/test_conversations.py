"""Conversations that are kept: after a restart, on their own page, as a file, and by a link."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WAIT_MS, App, ask, serving, shot
from tests.browser.corpus import write_corpus
from tests.browser.test_asking import PHONE, highlighted

BAN, FAMILIES = "Who banned night ferries?", "How many families were moved out of the valley?"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of this module's own, with no conversations but these."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "corpus").mkdir()
    write_corpus(folder / "corpus")
    with serving(folder / "corpus", folder / "index", folder / "server.log") as app:
        yield app


def conversations_page(page: Page, app: App) -> None:
    page.goto(f"{app.url}/conversations")
    page.locator(".kept, .none").first.wait_for()
    page.get_by_label("Find a conversation").wait_for()


def row(page: Page, name: str):
    return page.locator(".kept", has=page.locator(".name", has_text=name))


def test_a_conversation_outlives_a_restart_with_its_citations(
    page: Page, app: App, browser: Browser, tmp_path: Path
) -> None:
    ask(page, BAN)
    ask(page, FAMILIES)
    address = page.url.split("?")[1]
    with serving(app.corpus, app.index, tmp_path / "again.log") as again:
        other = browser.new_page()
        other.set_default_timeout(WAIT_MS)
        other.goto(f"{again.url}/conversations")
        other.locator(".kept .name", has_text=BAN).first.click()
        expect(other.locator("h2.question")).to_have_text([BAN, FAMILIES])
        other.locator(".proof .chip").first.click()
        assert "banned night ferries on Thursday" in highlighted(other)
        ask(other, "Who banned them?")
        expect(other.locator("h2.question")).to_have_count(3)
        other.goto(f"{again.url}/?{address}")
        expect(other.locator("h2.question")).to_have_count(3)
        other.close()


def test_they_are_searched_renamed_and_deleted(page: Page, app: App) -> None:
    ask(page, "Who bought the tug Halvard?")
    conversations_page(page, app)
    shot(page, "conversations")
    name = "Who bought the tug Halvard?"
    row(page, name).get_by_role("button", name="Rename").click()
    field = page.get_by_label("The new name of")
    field.fill("Tugs & <b>ferries</b>")
    field.press("Enter")
    renamed = row(page, "Tugs & <b>ferries</b>")
    expect(renamed).to_be_visible()
    page.get_by_label("Find a conversation").fill("HALVARD bought")
    page.keyboard.press("Enter")
    expect(page.locator(".kept")).to_have_count(1)
    renamed.get_by_role("button", name="Delete").click()
    shot(page, "conversation-delete")
    renamed.get_by_role("button", name="for good").click()
    expect(page.locator(".none")).to_have_text("No conversation holds all these words.")


def test_a_name_that_is_taken_is_refused_in_words(page: Page, app: App) -> None:
    ask(page, "Where did cracks appear in the dam?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("h2.question")).to_have_count(0)
    ask(page, "What did Bo Lindqvist write?")
    conversations_page(page, app)
    row(page, "Lindqvist").get_by_role("button", name="Rename").click()
    page.get_by_label("The new name of").fill("Where did cracks appear in the dam?")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("There is another conversation")
    expect(row(page, "Lindqvist")).to_be_visible()


def test_a_conversation_is_exported_as_markdown_with_footnotes(page: Page) -> None:
    ask(page, "What did Bo Lindqvist write on the mill wall?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as Markdown").click()
    assert download.value.suggested_filename == "What-did-Bo-Lindqvist-write-on-the-mill-wall.md"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# What did Bo Lindqvist write on the mill wall?\n\n## What did")
    assert r"wrote \<b\>not bold\</b\> on the mill wall" in text
    assert r"[^1]: signs \$5 \<b\>.txt: “" in text


def test_a_link_opens_an_answer_with_its_citations(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, BAN)
    page.get_by_role("button", name="Copy link to this answer").click()
    expect(page.locator(".told")).to_have_text("Copied")
    address = page.evaluate("navigator.clipboard.readText()")
    assert "?answer=" in address
    page.goto(address)
    expect(page.locator("h2.question")).to_have_text([BAN])
    shot(page, "linked")
    page.locator(".proof .chip").first.click()
    assert "banned night ferries on Thursday" in highlighted(page)
    page.get_by_role("button", name="Open its conversation").click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()
    # For a moment the page that is left still stands beside the one that comes.
    expect(page.locator("h2.question")).to_have_text([BAN])


def test_a_link_to_no_answer_says_so(page: Page, app: App) -> None:
    page.goto(f"{app.url}/?answer=<b>none</b>")
    expect(page.locator(".notice")).to_contain_text("There is no answer '<b>none</b>' in this index")
    back = page.get_by_role("button", name="Ask a question")
    back.wait_for()
    shot(page, "linked-none")
    back.click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_the_pages_fit(page: Page, app: App) -> None:
    ask(page, BAN)
    for name, last in (("conversations", "Find a conversation"), ("settings", "Withhold them")):
        page.goto(f"{app.url}/{name}")
        # The label itself may be hidden: what counts is the control that it names.
        page.get_by_label(last).filter(visible=True).or_(page.get_by_text(last).filter(visible=True)).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        shot(page, f"phone-{name}")
