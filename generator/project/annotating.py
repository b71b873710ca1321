"""`dateline annotate`: one answer a line, whatever is wrong with another line, in flat memory."""

from collections.abc import Iterable, Iterator

from generator.annotations import Question, answer, question
from generator.articles import iso_date
from generator.extract import Reader
from generator.extract.timex.publication import dateline_date
from generator.model.document import Document
from generator.model.errors import DatelineError, Problem, Severity


def annotated(
    lines: Iterable[bytes], *, explain: bool = False, model: str = ""
) -> Iterator[tuple[str, Problem | None]]:
    """For each line its answer, or "" and what is wrong with it."""
    reader = Reader(model=model)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = question(line.decode("utf-8"))
            yield answer(asked, _read(reader, asked), explain=explain), None
        except UnicodeDecodeError:
            yield "", _problem(number, "is not UTF-8")
        except ValueError as error:
            yield "", _problem(number, str(error))
        except DatelineError:
            raise
        except Exception as error:  # a filter lives on whatever one article does to it, and says so
            yield "", _problem(number, f"could not be read ({type(error).__name__}: {error})")


def _read(reader: Reader, asked: Question) -> Document:
    published = iso_date(asked.published) or str(dateline_date(asked.text) or "")
    return reader.read(asked.text, id=str(asked.id), title=asked.title, published=published)


def _problem(number: int, message: str) -> Problem:
    return Problem(message=message, where="input", line=number, severity=Severity.ERROR)
