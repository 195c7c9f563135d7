"""The command line of kept conversations: `python -m rag conversations list`."""

from pathlib import Path
from typing import Annotated

import typer

from rag.compose import open_library
from rag.footnotes import markdown
from rag.printed import answer_text, errors_in_words
from rag.receipts import kept_answer

app = typer.Typer(no_args_is_help=True, help="The conversations that are kept.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The conversation's name, as list prints it.")]
IndexOption = Annotated[Path, typer.Option("--index", envvar="DOSSIER_INDEX", help="The index folder.")]
DEFAULT = Path(".dossier")


@app.command("list")
def list_(
    index: IndexOption = DEFAULT,
    words: Annotated[str, typer.Option("--search", help="Only those in which all these words stand.")] = "",
) -> None:
    """Name them, the last asked in first."""
    with errors_in_words():
        for kept in open_library(index).conversations(words):
            questions = f"{kept.questions} question{'' if kept.questions == 1 else 's'}"
            typer.echo("  ".join(filter(None, (kept.name, questions, kept.changed))))


@app.command()
def show(name: NameArgument, index: IndexOption = DEFAULT) -> None:
    """Print its questions and answers."""
    with errors_in_words():
        _, receipts = open_library(index).conversation(name)
        for record in receipts:
            typer.echo(f"## {record['question']}\n\n{answer_text(kept_answer(record))}\n")


@app.command()
def rename(
    name: NameArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    index: IndexOption = DEFAULT,
) -> None:
    """Give it another name."""
    with errors_in_words():
        open_library(index).rename_conversation(name, new)


@app.command()
def delete(name: NameArgument, index: IndexOption = DEFAULT) -> None:
    """Delete it with its answers, for good."""
    with errors_in_words():
        open_library(index).delete_conversation(name)


@app.command()
def export(name: NameArgument, index: IndexOption = DEFAULT) -> None:
    """Print it as Markdown with numbered footnotes."""
    with errors_in_words():
        kept, receipts = open_library(index).conversation(name)
        typer.echo(markdown(kept.name, [kept_answer(r) for r in receipts]), nl=False)
