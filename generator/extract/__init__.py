"""Article in, `Document` with stand-off annotations out. Nothing here knows record files or ids.

A component is a plain callable: it takes the document so far, the parsed text and the word lists, and returns the
document with its own annotations added. `PIPELINE` is the one list of them, in order.
"""

from collections.abc import Callable

from spacy.tokens import Doc

from generator.extract.lexicon import Lexicon
from generator.model.document import Document

Component = Callable[[Document, Doc, Lexicon], Document]
