"""dateline: news articles in, a timeline site that people can trust out."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("dateline")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0+unknown"
