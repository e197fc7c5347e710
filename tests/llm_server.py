"""A server on loopback that speaks the chat completions protocol, well or badly.

It reads the sentences out of the question and makes a claim of each, as a good model would; `scripted`
answers are used up first, one a request.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass
class Answer:
    """What the server sends, in place of a computed answer.

    `cut` drops that many bytes from the end, `delay` are the seconds before it, `drip` the seconds before
    each byte of the body; `hang_up` closes the line without a word.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    delay: float = 0
    drip: float = 0
    hang_up: bool = False


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

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(question)
            model.keys.append(self.headers["Authorization"])
            model.paths.append(self.path)
            answer = model.answer(question)
            time.sleep(answer.delay)
            self.close_connection = True
            with suppress(ConnectionError):  # whoever asked has given up
                if answer.hang_up:
                    self.connection.shutdown(socket.SHUT_RDWR)
                else:
                    self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            body = answer.body[: len(answer.body) - answer.cut]
            if not answer.drip:
                self.wfile.write(body)
                return
            for place in range(len(body)):
                time.sleep(answer.drip)
                self.wfile.write(body[place : place + 1])
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        model = Server(f"http://127.0.0.1:{http.server_port}")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield model
        finally:
            http.shutdown()
            thread.join()
