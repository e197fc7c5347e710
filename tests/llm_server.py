"""A server on loopback that speaks the chat completions protocol, well or badly.

It reads the sentences out of the question and makes a claim of each, as a good model would; `scripted`
answers are used up first, one a request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from loopback import Answer, Handler, listening

Json = dict[str, Any]


def completion(content: Any, *, finish: str = "stop", usage: Any = (700, 90)) -> Answer:
    """A chat completion with that content; `usage` are the tokens read and written, or what stands there."""
    if isinstance(usage, tuple):
        read, written = usage
        usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_772_452_800,
        "model": "test-model",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
        ],
        "usage": usage,
    }
    return Answer(body=json.dumps(body).encode())


def claims(*entries: Any) -> Answer:
    """A chat completion that lists these claims, as JSON and nothing else."""
    return completion(json.dumps({"claims": list(entries)}))


def claim(quote: Any, text: Any = None, **more: Any) -> Json:
    return {"quote": quote, "text": quote if text is None else text, "speaker": "", "kind": "event", **more}


def refusal(status: int, message: str, **headers: str) -> Answer:
    """How the protocol tells an error."""
    told = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
    return Answer(
        status, json.dumps(told).encode(), {name.replace("_", "-"): value for name, value in headers.items()}
    )


class Server:
    """`asked` are the questions as they came, `keys` the values of their Authorization.

    `refuses` are fields of a question that it answers with 400, as some servers do.
    """

    def __init__(self, url: str) -> None:
        self.url = f"{url}/v1"
        self.scripted: list[Answer] = []
        self.asked: list[Json] = []
        self.keys: list[str | None] = []
        self.paths: list[str] = []
        self.refuses: set[str] = set()

    def answer(self, question: Json) -> Answer:
        if self.scripted:
            return self.scripted.pop(0)
        if refused := next((name for name in question if name in self.refuses), None):
            return refusal(400, f"Unsupported parameter: '{refused}' is not supported with this model.")
        return claims(*(claim(words, sentence=number) for number, words in sentences(question)))


def sentences(question: Json) -> list[tuple[int, str]]:
    """The numbered sentences of a question."""
    text = question["messages"][1]["content"].partition("\nSentences:\n")[2]
    return [(int(number), words) for number, words in re.findall(r"^\[(\d+)\] (.*)$", text, re.MULTILINE)]


@contextmanager
def serving() -> Iterator[Server]:
    """The server, on a free port of this machine, until the block ends."""

    class Model(Handler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(question)
            model.keys.append(self.headers["Authorization"])
            model.paths.append(self.path)
            self.give(model.answer(question))

    with listening(Model) as url:
        model = Server(url)
        yield model
