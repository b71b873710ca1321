"""merge.py CORPUS OUT LAYER...: put layers together into one training file."""

import sys
from pathlib import Path

from spacy.tokens import DocBin


def main(corpus: str, out: str, *layers: str) -> None:
    merged = DocBin()
    for layer in layers:
        merged.merge(DocBin().from_disk(Path(corpus) / f"{layer}.spacy"))
    merged.to_disk(Path(corpus) / f"{out}.spacy")
    print(f"{out}: {len(merged)} documents")


if __name__ == "__main__":
    main(*sys.argv[1:])
