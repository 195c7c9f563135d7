"""The thread: a question, its answer, and the source at the cited words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App, ask, shot
from tests.browser.corpus import FERRY

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
DARK = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}


def highlighted(page: Page) -> str:
    """The words marked as the current quote, once the panel has settled."""
    page.locator("mark.now").first.wait_for()
    return " ".join("".join(page.locator("mark.now").all_text_contents()).split())


def in_view(page: Page, selector: str) -> bool:
    """Whether the first such element lies inside the part of the panel that scrolls."""
    inner, outer = page.locator(selector).first.bounding_box(), page.locator(".panel .body").bounding_box()
    assert inner and outer
    return outer["y"] <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"]


def test_a_citation_opens_its_source_at_exactly_the_quoted_words(page: Page) -> None:
    ask(page, "Who banned night ferries?")
    proof = page.locator(".proof").first
    quoted = "The port council of Osk banned night ferries on Thursday."
    expect(proof.locator(".quote")).to_contain_text(quoted)
    shot(page, "answer")
    proof.locator(".chip").first.click()
    assert quoted in highlighted(page)
    assert highlighted(page) in " ".join(FERRY.split())
    assert in_view(page, "mark.now")
    expect(page.locator(".panel header")).to_contain_text("ferries.txt")
    expect(page.locator(".panel .meta")).to_contain_text("3 May 2024")
    shot(page, "source")
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_have_count(0)


def test_the_next_citation_is_one_click_away(page: Page) -> None:
    ask(page, "What did the clerk write on the mill wall, and what did the mill pay a day?")
    page.locator(".chip").first.click()
    first = highlighted(page)
    steps = page.locator(".panel .steps").first
    expect(steps).to_contain_text("Citation 1 of")
    steps.get_by_label("Next citation").click()
    expect(steps).to_contain_text("Citation 2 of")
    assert highlighted(page) != first


def test_a_pdf_opens_as_the_picture_of_its_page_with_the_words_boxed(page: Page) -> None:
    ask(page, "Who sold the tug Halvard to the board?")
    page.locator(".proof .chip").first.click()
    expect(page.locator(".sheet img")).to_be_visible()
    expect(page.locator(".panel .pages")).to_contain_text("Page 3 of 3")
    assert page.locator(".sheet img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
    boxes = page.locator(".box.now")
    sentence = "The board bought the tug Halvard from the Norland Navy on 14 March 2023."
    assert highlighted(page) == sentence
    expect(boxes).to_have_count(1)
    assert in_view(page, ".box.now")
    sheet, box = page.locator(".sheet").bounding_box(), boxes.bounding_box()
    assert sheet and box
    # The line stands in the upper third of the page, from its left margin to beyond its middle.
    assert sheet["x"] < box["x"] < sheet["x"] + sheet["width"] / 5
    assert sheet["width"] / 2 < box["width"] < sheet["width"]
    assert sheet["y"] < box["y"] < sheet["y"] + sheet["height"] / 3
    assert 5 < box["height"] < sheet["height"] / 20
    shot(page, "pdf")
    page.get_by_label("Previous page").click()
    expect(page.locator(".panel .text")).to_contain_text("52,000 tonnes")


def test_a_question_that_nothing_answers_is_refused_in_the_same_shape(page: Page) -> None:
    ask(page, "Who won the chess championship of Ruritania in 1911?")
    expect(page.locator(".short.missing")).to_be_visible()
    expect(page.locator(".short:not(.missing)")).to_have_count(0)
    expect(page.locator(".quiet")).to_contain_text("documents searched")


def test_how_it_was_found_is_folded_away(page: Page) -> None:
    ask(page, "How many fishing boats were damaged?")
    trail = page.locator(".trail li").first
    expect(trail).to_be_hidden()
    page.locator(".trail summary").click()
    expect(trail).to_be_visible()
    expect(trail.locator(".scores")).to_contain_text(".")


def test_example_questions_are_answered_and_the_thread_remembers(page: Page) -> None:
    questions = page.locator("button.question")
    questions.first.wait_for()
    shot(page, "welcome")
    text = questions.first.locator("span").first.text_content()
    questions.first.click()
    expect(page.locator("h2.question")).to_have_text([text or ""])
    page.locator(".proof").first.wait_for()
    ask(page, "Who wrote on the mill wall?")
    expect(page.locator("h2.question")).to_have_count(2)
    page.get_by_role("link", name="Documents").click()
    page.locator("li.file").first.wait_for()
    page.get_by_role("link", name="Ask").click()
    expect(page.locator("h2.question")).to_have_count(2)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("h2.question")).to_have_count(0)


def test_a_filter_binds_and_is_named_at_the_answer(page: Page) -> None:
    box = page.get_by_role("combobox").first
    box.fill("Tarn")
    page.get_by_role("option").first.click()
    ask(page, "Who banned night ferries?")
    expect(page.locator(".turn:has(.quiet) .limits")).to_contain_text("1 document")
    expect(page.locator(".quiet")).to_contain_text("1 document searched")
    assert not page.locator(".quote", has_text="banned night ferries").count()
    page.get_by_role("button", name="Clear these limits").click()
    expect(page.get_by_role("button", name="Clear these limits")).to_have_count(0)
    ask(page, "Who banned night ferries?")
    expect(page.locator(".quote", has_text="banned night ferries").first).to_be_visible()


def test_hostile_text_is_only_text(page: Page) -> None:
    question = "What did Bo Lindqvist write on the mill wall: <b>bold</b> $a$ # **x** [1] ~~y~~?"
    ask(page, question)
    expect(page.locator("h2.question")).to_have_text([question])
    # Which sentence leads a question of such letters is the reader's affair.
    expect(page.locator(".proof .quote", has_text="wrote <b>not bold</b> on the mill wall")).to_have_count(1)
    page.locator(".proof .chip").first.click()
    text = page.locator(".panel .text")
    expect(text).to_contain_text("# The mill paid $5 to $9 a day, and $x^2$ is [1] no formula but ~~plain~~ text.")
    expect(text).to_contain_text("<script>document.title='broken'</script>")
    expect(page.locator(".panel header")).to_contain_text("signs $5 <b>.txt")
    assert page.locator(".katex, .turn b, .panel b, .panel img, .panel h1, .panel del").count() == 0
    assert "broken" not in page.title()
    page.get_by_role("combobox").first.fill("signs")
    expect(page.get_by_role("option")).to_have_text("signs $5 <b>.txt")


def test_a_source_that_changed_since_says_so(page: Page, app: App) -> None:
    held = page.locator(".status:not(:has(.stage)) .held")
    before = int((held.text_content() or "").split()[0])
    file = app.corpus / "changing.txt"
    file.write_text(
        "Osk, 2 May 2024 (Delta Wire) -- The baker Tove Lund opened a shop on Quay Street.\n", encoding="utf-8"
    )
    page.locator(".held", has_text=f"{before + 1} documents").wait_for()
    ask(page, "Who opened a shop on Quay Street?")
    file.unlink()
    page.locator(".proof .chip").first.click()
    expect(page.locator(".panel .notice").first).to_contain_text("no longer")
    assert "Tove Lund" in highlighted(page)
    page.locator(".held", has_text=f"{before} documents").wait_for()


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_the_source_is_a_sheet_over_the_thread(page: Page) -> None:
    ask(page, "Who banned night ferries?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "phone-answer")
    page.locator(".proof .chip").first.click()
    assert "banned night ferries" in highlighted(page)
    panel = page.locator(".panel").bounding_box()
    assert panel and panel["x"] == 0 and panel["width"] == 390 and panel["y"] > 50
    assert in_view(page, "mark.now")
    shot(page, "phone-source")
    page.get_by_label("Close the source").click()
    expect(page.locator(".panel")).to_have_count(0)


@pytest.mark.parametrize("page", [DARK], indirect=True, ids=["dark"])
def test_dark_follows_the_system(page: Page) -> None:
    ask(page, "Who banned night ferries?")
    page.locator(".proof .chip").first.click()
    assert "banned night ferries" in highlighted(page)
    shot(page, "dark-source")
    ink, paper = (
        page.locator(".panel").evaluate(f"node => getComputedStyle(node).{name}")
        for name in ("color", "backgroundColor")
    )
    assert brightness(ink) > 200 and brightness(paper) < 60


def brightness(colour: str) -> float:
    return sum(float(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")) / 3
