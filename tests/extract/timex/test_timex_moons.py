"""Feasts that follow the moon fall on the days that almanacs print."""

import pytest

from generator.extract.timex.holidays import holiday
from generator.extract.timex.moons import chinese_new_year, diwali

CHINESE = (
    "1966-01-21 1985-02-20 2000-02-05 2001-01-24 2005-02-09 2007-02-18 2012-01-23 2015-02-19 2017-01-28 2020-01-25 "
    "2023-01-22 2024-02-10 2025-01-29 2030-02-03 2034-02-19"
)
DIWALI = "2010-11-05 2012-11-13 2014-10-23 2016-10-30 2017-10-19 2018-11-07 2020-11-14 2022-10-24 2023-11-12 2026-11-08"


@pytest.mark.parametrize("day", CHINESE.split())
def test_chinese_new_year_falls_on_the_second_new_moon_after_the_solstice(day: str) -> None:
    assert holiday("chinese", int(day[:4])) == day


@pytest.mark.parametrize("day", DIWALI.split())
def test_diwali_falls_on_the_dark_moon_of_autumn(day: str) -> None:
    assert holiday("diwali", int(day[:4])) == day


def test_years_beyond_the_formula_have_no_such_feast() -> None:
    assert chinese_new_year(1200) is None
    assert diwali(2900) is None
    assert holiday("chinese", 1200) == ""
