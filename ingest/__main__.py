"""The command line of the index: `python -m ingest` brings it up to date with the corpus."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest import pipeline
from ingest.rebuild import set_aside_damaged
from ingest.terminal import clear_line, show
from ingest.verify import problems
from ingest.watch import watch_corpus
from rag.compose import Library, open_library
from rag.printed import errors_in_words
from rag.store.files import FileRecord
from rag.store.progress import Progress
from rag.store.rows import counts

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    invoke_without_command=True,
    help="Bring the index up to date with the corpus. Files that cannot be read are listed, the others go in."
    " Exit status: 0 done, 1 an error, or problems that `verify` found, 2 wrong usage.",
    epilog="Examples: python -m ingest · python -m ingest --corpus papers --index .papers · python -m ingest status",
)

IndexOption = Annotated[Path, typer.Option("--index", envvar="DOSSIER_INDEX", help="The index folder.")]
CorpusOption = Annotated[
    Path | None,
    typer.Option("--corpus", envvar="DOSSIER_CORPUS", help="The folder of documents; the index remembers it."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PathArgument = Annotated[str, typer.Argument(metavar="PATH", help="As `status` shows it; -- before a leading dash.")]

DEFAULT_INDEX = Path(".dossier")
DEFAULT_CORPUS = Path("corpus")


@app.callback()
def main(
    context: typer.Context,
    corpus: CorpusOption = None,
    index: IndexOption = DEFAULT_INDEX,
    as_json: JsonOption = False,
) -> None:
    if context.invoked_subcommand is None:
        _bring_up_to_date(index, corpus, as_json, reread=False)
    elif any((s := context.get_parameter_source(name)) and s.name == "COMMANDLINE" for name in context.params):
        raise typer.BadParameter(f"write options behind the command: python -m ingest {context.invoked_subcommand} …")


@app.command()
def rebuild(corpus: CorpusOption = None, index: IndexOption = DEFAULT_INDEX, as_json: JsonOption = False) -> None:
    """Read every file again and make the indexes anew; what did not change is not embedded again."""
    with _errors_in_words():
        for note in set_aside_damaged(index, corpus_given=corpus is not None):
            typer.echo(f"note: {note}", err=True)
    _bring_up_to_date(index, corpus, as_json, reread=True)


@app.command()
def status(index: IndexOption = DEFAULT_INDEX, as_json: JsonOption = False) -> None:
    """Name every file that was seen, with its state and the reason."""
    with _errors_in_words():
        library = open_library(index)
        told = _status(library)
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for file in told["files"]:
        reason = f"  {file['reason']}" if file["reason"] else ""
        typer.echo(f"{file['state']:<12}{file['path']}{reason}")
        for warning in file["warnings"]:
            typer.echo(f"{'':<12}note: {warning}")
    typer.echo(f"\npublishers: {', '.join(told['publishers']) or 'none is named'}")
    typer.echo(f"{told['documents']} documents, {told['passages']} passages, generation {told['generation']}")


@app.command()
def verify(
    index: IndexOption = DEFAULT_INDEX,
    embeddings: Annotated[bool, typer.Option("--embeddings", help="Also embed every passage again.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check every invariant: offsets, vectors, orphans, checksums, and that the indexes show the catalogue."""
    with _errors_in_words():
        found = problems(open_library(index), embeddings)
    typer.echo(json.dumps({"problems": found}, ensure_ascii=False) if as_json else "\n".join(found) or "all is well")
    raise typer.Exit(1 if found else 0)


@app.command()
def remove(path: PathArgument, index: IndexOption = DEFAULT_INDEX, as_json: JsonOption = False) -> None:
    """Take a document out of the index; its file stays, and later runs skip it until it changes."""
    with _errors_in_words():
        pipeline.remove(open_library(index), path)
    typer.echo(json.dumps({"removed": path}, ensure_ascii=False) if as_json else f"removed {path}")


@app.command()
def restore(path: PathArgument, index: IndexOption = DEFAULT_INDEX, as_json: JsonOption = False) -> None:
    """Take a removed document in again, or try a failed file again."""
    with _errors_in_words():
        library = open_library(index)
        library.require_corpus()
        pipeline.restore(library, path)
        record = next((r for r in library.files() if r.path == path), None)
    state = record.state if record else "gone from the corpus"
    if as_json:
        typer.echo(json.dumps({"path": path, "state": state}, ensure_ascii=False))
    else:
        typer.echo(f"{path}: {state} {record.reason if record else ''}".rstrip())


@app.command()
def watch(corpus: CorpusOption = None, index: IndexOption = DEFAULT_INDEX) -> None:
    """Stay, and bring the index up to date whenever the corpus changes. Ends with Ctrl-C."""
    with _errors_in_words():
        library = _opened(index, corpus)
        watch_corpus(library, lambda summary: typer.echo(_summary(summary)))


def _bring_up_to_date(index: Path, corpus: Path | None, as_json: bool, reread: bool) -> None:
    with _errors_in_words():
        library = _opened(index, corpus)
        summary = pipeline.update(library, _silent if as_json else show, reread)
        refused = [r for r in library.files() if r.state in ("failed", "needs-ocr", "unsupported")]
    if as_json:
        typer.echo(json.dumps(asdict(summary)))
        return
    clear_line()
    typer.echo(_summary(summary))
    for record in refused:
        typer.echo(f"{record.state}: {record.path}: {record.reason}", err=True)


def _opened(index: Path, corpus: Path | None) -> Library:
    """The index with its own corpus, made where there is none yet."""
    library = open_library(index, corpus, new_with=corpus or DEFAULT_CORPUS)
    library.require_corpus()
    return library


def _status(library: Library) -> dict[str, Any]:
    with library.catalogue.reading() as db:
        documents, passages = counts(db)
        progress = library.progress()
        warnings = {path: d.reading.warnings for d in library.documents() for path in d.paths}
        return {
            "index": str(library.index),
            "corpus": str(library.corpus),
            "generation": library.generation(),
            "documents": documents,
            "passages": passages,
            "running": asdict(progress) if progress else None,
            "publishers": library.publishers(),
            "files": [_file(record, warnings.get(record.path, ())) for record in library.files()],
        }


def _file(record: FileRecord, warnings: Sequence[str]) -> dict[str, Any]:
    return {
        "path": record.path,
        "state": record.state,
        "reason": record.reason,
        "warnings": list(warnings),
        "sha256": record.sha256,
        "size": record.size,
    }


def _summary(summary: pipeline.Summary) -> str:
    return (
        f"{summary.taken_in} taken in, {summary.unchanged} unchanged, {summary.gone} gone,"
        f" {summary.refused} newly refused"
    )


def _silent(progress: Progress) -> None:
    pass


@contextmanager
def _errors_in_words() -> Iterator[None]:
    try:
        with errors_in_words():
            yield
    except KeyboardInterrupt:
        typer.echo("stopped; what was committed stays", err=True)
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
