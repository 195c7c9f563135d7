from ingest.readers.markdown import read


def test_the_text_stays_as_typed_and_the_heading_is_the_title() -> None:
    text = "# Truce at *Kaldry* `Pass`\n\nThe **general** signed. <b>Really</b> $5 and $6\n\n- one\n- two\n"
    reading = read(b"\xef\xbb\xbf" + text.encode(), ".md")
    assert reading.text == text
    assert reading.metadata.title and reading.metadata.title.value == "Truce at Kaldry Pass"
    assert reading.media_type == "text/markdown"


def test_the_highest_heading_wins_and_code_is_none() -> None:
    reading = read(b"```\n# not this\n```\n\n## Second\n\nText\n\nFirst\n=====\n", ".md")
    assert reading.metadata.title and reading.metadata.title.value == "First"


def test_front_matter() -> None:
    source = (
        b'---\ntitle: "The Wreck"\nauthor: Lena Moss\ndate: 2026-05-20\nsource: River Gazette\n---\n\n# Other\n\nText\n'
    )
    reading = read(source, ".md")
    metadata = reading.metadata
    assert reading.text == "# Other\n\nText\n"
    assert metadata.title and metadata.title.value == "The Wreck"
    assert metadata.author and metadata.author.value == "Lena Moss"
    assert metadata.published and metadata.published.value == "2026-05-20"
    assert metadata.publisher and metadata.publisher.value == "River Gazette"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read(b"---\n\nText with: a colon\n", ".md").metadata.title is None


def test_prose_between_two_rules_stays() -> None:
    source = "---\nThe council met: nobody came.\nIt rained.\n---\n\nAfter.\n"
    assert read(source.encode(), ".md").text == source
