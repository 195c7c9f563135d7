from bench.setup import write_corpus


def test_a_corpus_holds_these_files_alone_and_what_did_not_change_is_left(tmp_path):
    corpus = tmp_path / "corpus"
    write_corpus(corpus, {"a.txt": "One\r\nline of the old mill.", "b.txt": "Two."})
    before = (corpus / "a.txt").stat().st_mtime_ns
    (corpus / "stale.txt").write_text("Of another run.")
    write_corpus(corpus, {"a.txt": "One\r\nline of the old mill.", "b.txt": "Three.", "c.txt": "Four."})
    assert (corpus / "a.txt").stat().st_mtime_ns == before
    assert (corpus / "a.txt").read_bytes() == b"One\r\nline of the old mill."
    assert {path.name for path in corpus.iterdir()} == {"a.txt", "b.txt", "c.txt"}
    assert (corpus / "b.txt").read_text() == "Three."
