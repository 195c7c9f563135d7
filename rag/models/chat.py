"""A language model behind any server that speaks the OpenAI protocol; only this module speaks to one."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from rag.errors import ModelServerError, SettingsError

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI
    from tokenizers import Tokenizer

# Without its tokenizer: few writers need more tokens than this for their characters.
CHARACTERS_PER_TOKEN = 3
CONNECT_SECONDS = 5.0
# A model that goes on is stopped here: characters for each token that it may write.
RUNAWAY = 8


@dataclass(frozen=True, slots=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


class ChatModel:
    """One model on one server. `seconds` is how long an answer may take in all. Safe for many threads."""

    def __init__(self, url: str, name: str, key: str = "", seconds: float = 30.0, tokenizer: str = "") -> None:
        self.url = url
        self.name = name
        self.seconds = seconds
        self._key = key
        self._tokenizer = _tokenizer(tokenizer) if tokenizer else None

    def stream(self, messages: Sequence[Message], most_tokens: int) -> Iterator[str]:
        """What the model writes, piece by piece. Closing the iterator hangs up. Raises ModelServerError in words."""
        waited, written = 0.0, 0
        with self._client() as client, _in_words(self):
            asked = [{"role": m.role, "content": m.content} for m in messages]
            stream = client.chat.completions.create(
                model=self.name, messages=cast(Any, asked), max_tokens=most_tokens, temperature=0.0, stream=True
            )
            with stream:
                # Only what the server takes counts, not what is done with each piece.
                for seconds, chunk in _timed(stream):
                    waited += seconds
                    text = (chunk.choices[0].delta.content or "") if chunk.choices else ""
                    written += len(text)
                    if text:
                        yield text
                    if written > RUNAWAY * most_tokens:
                        return
                    if waited > self.seconds:
                        raise ModelServerError(
                            f"{self.name!r} was still writing after {self.seconds:g} s: a faster model, or a higher "
                            "model_seconds, lets it finish"
                        )
        if not written:
            raise ModelServerError(
                f"{self.name!r} at {self.url} ended without a word: where it takes fewer tokens than model_context "
                "says, lower that"
            )

    def try_it(self) -> str:
        """Asks for one word, and says in words what works. Raises ModelServerError, which says what does not."""
        begun = time.monotonic()
        list(self.stream([Message("user", "Answer with the one word: ready")], 8))
        return f"{self.name!r} at {self.url} answered in {time.monotonic() - begun:.1f} s"

    def tokens(self, text: str) -> int:
        """How many tokens a text is, by the model's own tokenizer where it is known, else rather too many."""
        if self._tokenizer is None:
            return len(text) // CHARACTERS_PER_TOKEN + 1
        return len(self._tokenizer.encode(text).ids)

    @contextmanager
    def _client(self) -> Iterator["OpenAI"]:
        from openai import DefaultHttpxClient, OpenAI, Timeout

        limits = Timeout(self.seconds, connect=min(CONNECT_SECONDS, self.seconds))
        # A server that sends us elsewhere names a place that nobody configured.
        http = DefaultHttpxClient(follow_redirects=False, timeout=limits)
        # Every field is given: what is left out, the client would take from the environment.
        key = self._key or "none"
        with OpenAI(
            base_url=self.url, api_key=key, organization="", project="", http_client=http, max_retries=0
        ) as client:
            yield client


def _timed(pieces: Iterable[Any]) -> Iterator[tuple[float, Any]]:
    """Each piece with the seconds that were waited for it."""
    begun = time.monotonic()
    for piece in pieces:
        yield time.monotonic() - begun, piece
        begun = time.monotonic()


@contextmanager
def _in_words(model: ChatModel) -> Iterator[None]:
    """What can go wrong between us and a server, each with its cure."""
    import openai

    try:
        yield
    except openai.APITimeoutError as error:
        raise ModelServerError(f"the server at {model.url} did not answer within {model.seconds:g} s") from error
    except openai.APIConnectionError as error:
        raise ModelServerError(
            f"the connection to {model.url} failed: start the server, or correct model_url"
        ) from error
    except openai.APIStatusError as error:
        raise ModelServerError(_refused(model, error)) from error
    except (openai.OpenAIError, ValueError, AttributeError, TypeError) as error:
        raise ModelServerError(
            f"the server at {model.url} does not speak the OpenAI protocol ({str(error)[:200]}): the address of one "
            "that does mostly ends in /v1"
        ) from error


def _refused(model: ChatModel, error: "APIStatusError") -> str:
    cures = {
        400: "it cannot take this request",
        401: "the key is missing or wrong: set DOSSIER_MODEL_KEY",
        403: "the key is not allowed this model: set another DOSSIER_MODEL_KEY, or name another model",
        404: f"it has no model {model.name!r}, or its address is another (mostly it ends in /v1)",
        429: "it has too much to do, or the account has no credit: try again later",
    }
    if 300 <= error.status_code < 400:
        cure = "it sends us to another address, which is not followed: correct model_url"
    else:
        cure = cures.get(error.status_code, "the server failed")
    return f"the server at {model.url} answered {error.status_code}: {cure}. It says: {error.message[:200]}"


def _tokenizer(path: str) -> "Tokenizer":
    from tokenizers import Tokenizer

    if not Path(path).is_file():
        raise SettingsError(f"model_tokenizer names {path}, which is no file: give the model's tokenizer.json")
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
