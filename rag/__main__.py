"""The command line of asking: `python -m rag ask "…"`, `python -m rag search "…"`."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rag import conversations_cli
from rag.compose import Library, open_library
from rag.domain.answers import Filters
from rag.domain.contract import answer_json, hits_json
from rag.printed import answer_text, errors_in_words, hits_text, receipt_text, scope
from rag.retrieve.incidents import by_incident, places, reported_before

REFUSED = 3
# Passages looked at for each one listed: others of them may report the same incident.
REPORTS = 3


class Reader(StrEnum):
    extractive = "extractive"
    model = "model"


app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Ask the documents of an index."
    " Exit status: 0 answered, 3 the documents do not say, 1 an error, 2 wrong usage.",
)
app.add_typer(conversations_cli.app, name="conversations")

QuestionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="QUESTION",
        help="The question. Put -- before one that begins with a dash; without it, standard input is read.",
    ),
]
IndexOption = Annotated[Path, typer.Option("--index", envvar="DOSSIER_INDEX", help="The index folder.")]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Only this document; may be repeated.")]
PublisherOption = Annotated[list[str] | None, typer.Option("--publisher", help="Only this publisher; may be repeated.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="Published on or after: 2024, 2024-05 or 2024-05-02.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Published on or before, that day included.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command(epilog='Example: python -m rag ask "Who attacked the convoy?" --since 2026-03 --json')
def ask(
    question: QuestionArgument = None,
    index: IndexOption = Path(".dossier"),
    document: DocumentOption = None,
    publisher: PublisherOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    today: Annotated[str | None, typer.Option("--today", help="The day that 'last week' is reckoned from.")] = None,
    conversation: Annotated[
        str | None, typer.Option("--conversation", help="Go on under this name, or begin: follow-ups are understood.")
    ] = None,
    reader: Annotated[
        Reader | None, typer.Option("--reader", help="Who writes the answer; without it, as dossier.toml says.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question, each sentence with the place that proves it."""
    text = _given(question)
    with errors_in_words():
        library = open_library(index)
        answer = library.ask(text, _filters(document, publisher, since, until), _day(today), conversation, reader)
    _tell_healed(library)
    typer.echo(json.dumps(answer_json(answer), ensure_ascii=False, indent=2) if as_json else answer_text(answer))
    raise typer.Exit(REFUSED if answer.refusal else 0)


@app.command(epilog='Example: python -m rag search "convoy Ostrel" --limit 5')
def search(
    question: QuestionArgument = None,
    index: IndexOption = Path(".dossier"),
    document: DocumentOption = None,
    publisher: PublisherOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many passages.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """List the passages that come closest, best first; other reports of the same incident stand with the first one,
    in JSON by its number."""
    text = _given(question)
    with errors_in_words():
        library = open_library(index)
        asked = text, _filters(document, publisher, since, until)
        hits, searched = library.search(*asked, limit if as_json else REPORTS * limit)
    _tell_healed(library)
    if as_json:
        told = hits_json(text, hits, searched, reported_before(places(hits)))
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(hits_text(hits, by_incident(places(hits), limit)))
        typer.echo(scope(searched))


AnswerArgument = Annotated[str, typer.Argument(metavar="ID", help="The id of an answer, as ask prints it.")]


@app.command()
def explain(answer: AnswerArgument, index: IndexOption = Path(".dossier"), as_json: JsonOption = False) -> None:
    """Print the receipt of an answer: what it depended on, and the passages considered."""
    with errors_in_words():
        record = open_library(index).explain(answer)
    typer.echo(json.dumps(record, ensure_ascii=False, indent=2) if as_json else receipt_text(record))


@app.command()
def recheck(answer: AnswerArgument, index: IndexOption = Path(".dossier"), as_json: JsonOption = False) -> None:
    """Ask an answer's question again, and say what changed and why."""
    with errors_in_words():
        now, changed = open_library(index).recheck(answer)
    if as_json:
        told = {"changed": changed, "answer": answer_json(now)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo("\n".join(changed) if changed else "nothing changed: the same answer from the same passages")


def _day(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"--today {text!r} is not a day: write it like 2026-05-02") from error


def _given(question: str | None) -> str:
    return sys.stdin.read().strip() if question is None else question


def _filters(document: list[str] | None, publisher: list[str] | None, since: str | None, until: str | None) -> Filters:
    return Filters(tuple(document or ()), tuple(publisher or ()), since, until)


def _tell_healed(library: Library) -> None:
    for healed in library.indexes.healed:
        typer.echo(f"note: {healed}", err=True)


if __name__ == "__main__":
    app()
