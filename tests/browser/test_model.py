"""A language model behind the chat: set up on the settings page, its sentences shown as they are checked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App, ask, serving, shot
from tests.browser.corpus import write_corpus
from tests.browser.test_asking import PHONE, highlighted
from tests.chat_server import Told, chat_server

QUESTION = "Who banned night ferries?"
TRUE = "The port council of Osk banned night ferries [1]. "
WRONGLY_CITED = "Captain Ines Varga said that the ban would last until the lighthouse is repaired [1]. "
FALSE = "The port council of Osk banned night ferries on Sunday [1]. "
MARKUP = "**The port council** of Osk banned night <b>ferries</b> [1]. "


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A server of this module's own: its settings are changed here, but for one that the environment sets."""
    folder = tmp_path_factory.mktemp("model")
    (folder / "corpus").mkdir()
    write_corpus(folder / "corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_MODEL_CONTEXT", "2048")
        with serving(folder / "corpus", folder / "index", folder / "server.log") as app:
            yield app


@pytest.fixture
def server() -> Iterator[Told]:
    with chat_server() as told:
        yield told


def settings_page(page: Page, app: App) -> None:
    page.goto(f"{app.url}/settings")
    page.get_by_label("Server URL").wait_for()


def told(page: Page, words: str) -> None:
    expect(page.locator(".notice")).to_contain_text(words)


def set_up(page: Page, app: App, server: Told) -> None:
    """The model as the reader, and back at the thread."""
    settings_page(page, app)
    page.get_by_text("A language model, each sentence checked").click()
    page.get_by_label("Server URL").fill(server.url)
    page.get_by_label("Model", exact=True).fill("small")
    page.get_by_role("button", name="Save").click()
    told(page, "Saved")
    page.goto(app.url)
    page.get_by_test_id("stChatInputTextArea").wait_for()


def test_a_connection_is_tested_in_words(page: Page, app: App, server: Told) -> None:
    settings_page(page, app)
    page.get_by_role("button", name="Test connection").click()
    told(page, "Give the server's URL and the model's name first")
    page.get_by_label("Server URL").fill("http://127.0.0.1:9/v1")
    page.get_by_label("Model", exact=True).fill("small")
    page.get_by_role("button", name="Test connection").click()
    told(page, "The connection to http://127.0.0.1:9/v1 failed: start the server, or correct model_url")
    shot(page, "settings-wrong")
    server.pieces = ["ready"]
    page.get_by_label("Server URL").fill(server.url)
    page.get_by_role("button", name="Test connection").click()
    told(page, f"'small' at {server.url} answered in ")
    shot(page, "settings-works")


def test_a_value_that_cannot_be_is_refused_in_words_and_not_saved(page: Page, app: App) -> None:
    settings_page(page, app)
    file = app.index / "dossier.toml"
    before = file.read_bytes() if file.exists() else None
    page.get_by_label("Server URL").fill("ftp://model")
    page.get_by_role("button", name="Save").click()
    told(page, "model_url must begin with http:// or https://")
    assert (file.read_bytes() if file.exists() else None) == before


def test_what_the_environment_sets_is_shown_as_such(page: Page, app: App) -> None:
    settings_page(page, app)
    field = page.get_by_role("spinbutton", name="Context in tokens")
    expect(field).to_be_disabled()
    expect(field).to_have_value("2048")
    expect(
        page.get_by_text("Set by the environment, which overrides dossier.toml: DOSSIER_MODEL_CONTEXT")
    ).to_be_visible()
    expect(page.get_by_text("No key is set.")).to_be_visible()


def test_sentences_appear_as_they_are_checked_and_what_does_not_hold_is_withheld(
    page: Page, app: App, server: Told
) -> None:
    server.pieces, server.pause = [TRUE, WRONGLY_CITED, FALSE], 3.0
    set_up(page, app, server)
    page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
    page.keyboard.press("Enter")
    # The documents' own words first, while the model writes.
    expect(page.locator(".turn .quote").first).to_contain_text("banned night ferries on Thursday")
    expect(page.locator(".writing", has_text="small is writing")).to_be_visible()
    shot(page, "model-waiting")
    expect(page.locator(".sentence", has_text="The port council of Osk banned night ferries.")).to_be_visible()
    shot(page, "model-writing")
    page.locator(".writing").wait_for(state="detached")
    expect(page.locator(".writer")).to_have_text("Written by small from the evidence below, each sentence checked")
    proof = page.locator(".proof", has_text="The port council of Osk banned night ferries.")
    expect(proof.locator(".verdict-supported")).to_contain_text("its evidence supports it")
    repaired = page.locator(".proof", has_text="Captain Ines Varga")
    expect(repaired.locator(".verdict-supported")).to_contain_text("citation repaired")
    sentence = page.locator(".withheld .sentence", has_text="on Sunday")
    expect(sentence).to_be_hidden()
    page.locator(".withheld summary").click()
    expect(sentence).to_be_visible()
    expect(page.locator(".withheld li", has_text="on Sunday")).to_contain_text("did not hold: dates")
    shot(page, "model-answer")
    proof.locator(".chip").first.click()
    assert "banned night ferries on Thursday" in highlighted(page)


def test_a_source_opens_while_the_model_writes_and_stop_stops_it(page: Page, app: App, server: Told) -> None:
    # Few sentences are taken: each must come slowly enough that a busy machine reaches the button.
    server.pieces, server.pause = [TRUE, *["So it is told in Osk. "] * 40], 6.0
    set_up(page, app, server)
    page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator(".stop").wait_for()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_disabled()
    page.locator(".turn .chip").first.click()
    assert "banned night ferries" in highlighted(page)
    expect(page.locator(".stop")).to_be_visible()
    page.locator(".stop").click()
    page.locator(".writing").wait_for(state="detached")
    expect(page.locator(".note", has_text="stopped before its end")).to_be_visible()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_enabled()


def test_what_a_model_writes_is_only_text(page: Page, app: App, server: Told) -> None:
    server.pieces = [MARKUP, "See [this](http://x.invalid) and ![that](http://x.invalid/a.png) [1]. "]
    set_up(page, app, server)
    ask(page, QUESTION)
    assert page.locator(".turn b, .turn strong, .turn img, .turn a").count() == 0


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_a_server_that_fails_leaves_the_documents_words(page: Page, app: App, server: Told) -> None:
    server.status = 500
    set_up(page, app, server)
    ask(page, QUESTION)
    expect(page.locator(".note", has_text="answered 500")).to_be_visible()
    expect(page.locator(".quote").first).to_contain_text("banned night ferries on Thursday")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "phone-model")
