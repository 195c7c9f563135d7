"""The documents: their states, adding, replacing, taking out and putting back."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import App, ask, eventually, shot


def open_documents(page: Page) -> None:
    page.get_by_role("link", name="Documents").click()
    page.locator("li.file").first.wait_for()


def row(page: Page, name: str) -> Locator:
    return page.locator("li.file", has_text=name)


def state(page: Page, name: str, word: str) -> None:
    expect(row(page, name).locator(".state")).to_contain_text(word)


def upload(page: Page, file: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)


def test_each_file_has_its_state_in_a_word_and_a_reason(page: Page) -> None:
    open_documents(page)
    state(page, "ferries.txt", "Indexed")
    state(page, "broken.pdf", "Not read")
    assert len(row(page, "broken.pdf").locator(".reason").text_content() or "") > 20
    state(page, "sheet.xlsx", "No reader")
    expect(row(page, "broken.pdf").get_by_role("button")).to_have_text("Try again")
    shot(page, "documents")
    page.get_by_label("Find a file").fill("harbour")
    expect(page.locator("li.file")).to_have_count(1)


def test_a_document_opens_from_the_list(page: Page) -> None:
    open_documents(page)
    row(page, "dam.md").get_by_role("button", name="Work on the Tarn dam stops").click()
    expect(page.locator(".panel .text")).to_contain_text("The builders of the Tarn dam stopped work")
    page.get_by_label("Close the source").click()
    expect(page.locator(".panel")).to_have_count(0)


def test_an_uploaded_file_can_be_asked_about(page: Page, app: App, tmp_path: Path) -> None:
    new = tmp_path / "market.txt"
    new.write_text(
        "Osk, 5 May 2024 (Delta Wire) -- The fishmonger Arne Dahl won the melon contest.\n", encoding="utf-8"
    )
    upload(page, new)
    page.locator(".notice", has_text="market.txt Added").wait_for()
    assert (app.corpus / "market.txt").read_bytes() == new.read_bytes()
    open_documents(page)
    state(page, "market.txt", "Indexed")
    page.get_by_role("link", name="Ask").click()
    ask(page, "Who won the melon contest?")
    expect(page.locator(".proof .quote").first).to_contain_text("Arne Dahl")

    new.write_text("Osk, 5 May 2024 (Delta Wire) -- The miller Siri Moen won the melon contest.\n", encoding="utf-8")
    open_documents(page)
    upload(page, new)
    page.locator(".notice", has_text="Another file of this name is already here").wait_for()
    assert b"Arne Dahl" in (app.corpus / "market.txt").read_bytes()
    shot(page, "replace")
    page.get_by_role("button", name="Replace it").click()
    eventually(lambda: b"Siri Moen" in (app.corpus / "market.txt").read_bytes())


def test_a_file_dropped_into_the_folder_is_noticed(page: Page, app: App) -> None:
    text = "Osk, 7 May 2024 (Delta Wire) -- The diver Runa Holt found a bronze bell near Skerry Rock.\n"
    (app.corpus / "bell.txt").write_text(text, encoding="utf-8")
    open_documents(page)
    state(page, "bell.txt", "Indexed")
    page.get_by_role("link", name="Ask").click()
    ask(page, "Who found a bronze bell?")
    expect(page.locator(".proof .quote").first).to_contain_text("Runa Holt")


def test_a_document_is_taken_out_and_put_back(page: Page, app: App) -> None:
    open_documents(page)
    row(page, "dam.md").get_by_role("button", name="Remove").click()
    state(page, "dam.md", "Removed")
    assert (app.corpus / "dam.md").exists()
    row(page, "dam.md").get_by_role("button", name="Restore").click()
    state(page, "dam.md", "Indexed")


def test_a_mended_file_is_read_on_try_again(page: Page, app: App) -> None:
    (app.corpus / "empty.txt").write_bytes(b"")
    open_documents(page)
    state(page, "empty.txt", "Not read")
    row(page, "empty.txt").get_by_role("button", name="Try").click()
    expect(row(page, "empty.txt")).to_contain_text("Tried again: still the same")
    (app.corpus / "empty.txt").write_text("The ropewalk at Osk was closed on 8 May 2024.\n", encoding="utf-8")
    state(page, "empty.txt", "Indexed")


def test_a_rebuild_goes_on_while_questions_are_answered(page: Page) -> None:
    open_documents(page)
    page.get_by_role("button", name="Rebuild the index").click()
    page.locator(".foot .busy").wait_for()
    page.get_by_role("link", name="Ask").click()
    ask(page, "Who banned night ferries?")
    page.get_by_text("documents searched").last.wait_for()
    if not page.locator(".proof .quote").count():
        # Between the last document and the new index nothing is found, and the answer says so: it is asked again.
        ask(page, "Who banned night ferries?")
    expect(page.locator(".proof .quote").first).to_contain_text("port council")
    open_documents(page)
    expect(page.get_by_role("button", name="Rebuild the index")).to_be_visible()
