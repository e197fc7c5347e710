"""The command line. Results go to standard output; progress and messages to standard error.

Exit codes: 0 done; 1 `validate` found problems, or `check` failed on some of many files; 2 the input or the
command cannot be used; 130 `check` of many files was stopped.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk import __version__
from factdesk.errors import FactdeskError
from factdesk.model import Article, Checked, Claim, Outcome
from factdesk.report.window import window_words
from factdesk.report.words import count
from factdesk.review import by_claim

if TYPE_CHECKING:
    from factdesk.desk import Desk
    from factdesk.llm import Account

DESK_OPTION = click.option(
    "--desk",
    "desk_folder",
    default="claims",
    show_default=True,
    envvar="FACTDESK_DESK",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the desk.",
)
PUBLISHED_OPTION = click.option(
    "--published",
    default="",
    help='Day or span of publication: "2022-06-15", "June 2022", "2022-06..2022-08".',
)

LLM_OPTION = click.option(
    "--llm", is_flag=True, help="Send the text to the language model that is set up (docs/llm.md)."
)


def open_desk(folder: Path) -> Desk:
    """The desk in a folder that must be one. Its code is loaded here, for those commands that need it."""
    from factdesk.desk import Desk

    return Desk.open(folder, must_exist=True)


class _Commands(click.Group):
    """Shows our own errors as one line and exit code 2, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FactdeskError as error:
            click.echo(f"factdesk: {error}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            # The reader, such as `head`, has seen enough; the rest must not be flushed at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            click.echo(f"factdesk: {error.filename or 'output'}: {error.strerror}", err=True)
            ctx.exit(2)
        return None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factdesk")
def main() -> None:
    """Split articles into claims, check offices in time, review, report.

    Exit codes: 0 done; 1 validate found problems, check failed
    on some of many files, or sources found links that are not well; 2 the input or the
    command cannot be used; 130 check of many files was stopped.
    """


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@PUBLISHED_OPTION
@click.option("--title", default="", help="Title; found in the text if not given. For one article.")
@click.option(
    "--desk",
    "desk_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Use the tenures and the tolerance of the desk in this folder.",
)
@LLM_OPTION
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    help="For one article table if not given; for many json.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the results of many articles; for one folder FOLDER-checked beside it if not given.",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes for many articles; one for each core if not given."
)
@click.option("--scheduler", default="", help="Dask scheduler whose workers do it instead: tcp://host:port.")
@click.option("--again", is_flag=True, help="Check also what has a result already.")
@click.option("--quiet", is_flag=True, help="No progress.")
@click.pass_context
def check(
    context: click.Context,
    articles: tuple[str, ...],
    published: str,
    title: str,
    desk_folder: Path | None,
    llm: bool,
    form: str | None,
    output: Path | None,
    jobs: int | None,
    scheduler: str,
    again: bool,
    quiet: bool,
) -> None:
    """Split ARTICLE and check it, storing nothing. It is a file (.txt, .md, .html, .pdf, .docx), a web
    address, or - for standard input.

    Of many articles (folders, whose files are found at any depth; several files; a glob) each result is
    written to --output, with a summary.csv. Run again, the command goes on where it was stopped, and leaves
    what has not changed. articles.csv in the folder (columns file, title, published) gives each article its
    own date; a date that a page gives counts where nothing else does. Exit code 1 where some files failed;
    docs/batches.md has the rest.

    \b
    Examples:
      factdesk check story.txt
      factdesk check https://example.org/story
      factdesk check story.txt --published 2022-06-15 --format json
      cat story.txt | factdesk check - --format csv > claims.csv
      factdesk check stories/ --jobs 8 --output checked/
      factdesk check stories/ --scheduler tcp://10.0.0.5:8786
    """
    if not (output or scheduler or _are_many(articles)):
        _check_one(articles[0], published, title, desk_folder, llm, form or "table")
        return
    if form == "table" or title or llm or "-" in articles:
        raise click.UsageError("--format table, --title, --llm and - are for one article, without --output")
    from factdesk.cli.batch import check_many

    code = check_many(
        articles,
        published=published,
        desk_folder=desk_folder,
        form=form or "json",
        output=output,
        jobs=jobs,
        scheduler=scheduler,
        again=again,
        quiet=quiet,
    )
    context.exit(code)


def _are_many(articles: Sequence[str]) -> bool:
    first = Path(articles[0])
    return (
        len(articles) > 1
        or first.is_dir()
        or (any(sign in first.name for sign in "*?[") and not first.exists())
    )


def _check_one(
    article: str, published: str, title: str, desk_folder: Path | None, llm: bool, form: str
) -> None:
    from factdesk import desk
    from factdesk.cli.brought import brought

    found = brought(article, desk_folder, published).document
    with _waiting(llm) as progress:
        done = desk.examine(
            found.text,
            title=title,
            published=published,
            desk_folder=desk_folder,
            document=found,
            llm=llm,
            progress=progress,
        )
    _tell(done.account)
    if form == "table":
        _write((_table(done.article, done.claims, done.checked) + "\n").encode("utf-8"), None)
    else:
        _write(done.written(form), None)


@main.command()
@click.argument("article")
@PUBLISHED_OPTION
@click.option("--title", default="", help="Title; found in the text if not given.")
@click.option("--publisher", default="")
@click.option("--author", default="")
@click.option("--url", default="", help="Where the article stands.")
@click.option("--by", default="", help="Who adds it.")
@LLM_OPTION
@click.option("--version-of", default="", metavar="SLUG", help="It is this article in other words.")
@click.option("--note", default="", help="A remark on this version, with --version-of.")
@DESK_OPTION
def add(
    article: str,
    published: str,
    title: str,
    publisher: str,
    author: str,
    url: str,
    by: str,
    llm: bool,
    version_of: str,
    note: str,
    desk_folder: Path,
) -> None:
    """Add ARTICLE to the desk and print its slug. It is a file (.txt, .md, .html, .pdf, .docx), a web
    address, or - for standard input.

    Title, author, publisher, link and date are taken from the page or document where they are not given; the
    date that was found is told, with its place. The original is kept beside the article.

    With --version-of it becomes the next version of that article: claims whose words stand keep their
    verdicts, those whose words changed are reopened.

    \b
    Examples:
      factdesk add story.txt --title "A story" --published "June 2022"
      factdesk add https://example.org/story --by "Ann Example"
      factdesk add report.pdf --publisher "Town of Freedonia"
      factdesk add - --url https://example.org/story < story.txt
      factdesk add story-corrected.txt --version-of a-story --by "Ann Example"
    """
    from factdesk.cli.brought import brought
    from factdesk.cli.versions import add_version, hint
    from factdesk.desk import Desk

    if version_of and any((title, publisher, author, url, published, llm)):
        raise click.UsageError("--version-of goes with --by and --note alone; the article keeps the rest")
    if note and not version_of:
        raise click.UsageError("--note is a remark on a version: it goes with --version-of")
    came = brought(article, desk_folder, published, quiet=bool(version_of))
    found = came.document
    desk = Desk.open(desk_folder, must_exist=bool(version_of))
    if version_of:
        add_version(desk, version_of, came, by=by, note=note)
        return
    similar = hint(desk, found.text, url or found.url)
    with _waiting(llm) as progress:
        added = desk.add_article(
            found.text,
            title=title or found.title,
            publisher=publisher or found.publisher,
            author=author or found.author,
            url=url or found.url,
            published=published or str(found.published),
            by=by,
            brought=came,
            llm=llm,
            progress=progress,
        )
    _tell(added.account)
    if added.already_there:
        click.echo("The same text is already on the desk; nothing was added.", err=True)
    elif similar:
        click.echo(similar, err=True)
    click.echo(added.article.slug)


@main.command()
@click.argument("slug")
@click.option(
    "--format", "form", type=click.Choice(["csv", "html", "svg", "png"]), default="csv", show_default=True
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else printed."
)
@DESK_OPTION
def report(slug: str, form: str, output: Path | None, desk_folder: Path) -> None:
    """Write the verdict report of the article SLUG: one CSV row per claim, or one HTML page; or its timeline
    of offices as a picture, SVG or PNG.

    \b
    Examples:
      factdesk report munir-us-visit --format html -o report.html
      factdesk report munir-us-visit > verdicts.csv
      factdesk report munir-us-visit --format png -o timeline.png
    """
    _write(open_desk(desk_folder).report(slug, form), output)


@main.command()
@click.argument(
    "folder",
    default="claims",
    envvar="FACTDESK_DESK",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def validate(folder: Path) -> None:
    """Check every file of the desk in FOLDER against its data dictionary (claims/README.md).

    Prints `file:line: column: message; remedy`, one problem a line; exit code 1 if there is any.

    \b
    Example:
      factdesk validate claims/
    """
    from factdesk.desk import broken_settings, reviewed
    from factdesk.store.validate import validate as problems_of

    problems = [*broken_settings(folder), *map(str, [*problems_of(folder), *reviewed.problems(folder)])]
    for problem in problems:
        click.echo(problem)
    click.echo(
        f"{count(len(problems), 'problem')} in {folder}" if problems else f"{folder}: all is well", err=True
    )
    if problems:
        sys.exit(1)


@main.command()
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on.")
@DESK_OPTION
def serve(port: int, address: str, desk_folder: Path) -> None:
    """Serve the workbench on this machine.

    \b
    Example:
      factdesk serve --port 8600
    """
    from factdesk.ui.serve import serve as serve_workbench

    sys.exit(serve_workbench(desk_folder, address, port))


@contextmanager
def _waiting(for_llm: bool) -> Iterator[Callable[[float], None] | None]:
    """A bar on standard error while a language model is asked, which may take minutes."""
    if not (for_llm and sys.stderr.isatty()):
        yield None
        return
    label = "Asking the language model"
    with click.progressbar(length=100, label=label, show_eta=False, file=sys.stderr) as bar:
        yield lambda done: bar.update(round(100 * done) - bar.pos)


def _tell(account: Account | None) -> None:
    """What a language model took, on standard error."""
    if account:
        from factdesk.llm import account_words

        click.echo("\n".join(account_words(account)), err=True)


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from None
    click.echo(f"wrote {output}", err=True)


_SIGNS = {Outcome.CONTRADICTED: "✗", Outcome.SUPPORTED: "✓", Outcome.UNDETERMINED: "?"}


def _table(article: Article, claims: Sequence[Claim], checked: Checked) -> str:
    """The claims with their findings, and the joint window in plain words."""
    findings = by_claim(checked.findings)
    lines = []
    for number, claim in enumerate(claims, 1):
        lines.append(f"{number:>3}  {claim.kind:<11} {claim.check_worthiness:.2f}  {claim.text}")
        lines += [f"     {_SIGNS[found.outcome]} {found.message}" for found in findings[claim.id]]
    return "\n".join([*lines, "", *_window_lines(article, checked)])


def _window_lines(article: Article, checked: Checked) -> list[str]:
    told = window_words(checked, article)
    return [
        told.heading,
        *filter(None, [told.text]),
        *(f"  ✗ {' / '.join(side.quote for side in clash)}" for clash in told.clashes),
        *(f"  → {one}" for one in told.instead),
    ]
