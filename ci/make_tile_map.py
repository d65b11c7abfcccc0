"""Write where each country is on the map of tiles: `python ci/make_tile_map.py`, with scipy installed beside ogpkit.

A tile is as near as it can be to where the country is, and no two are in one place. Latitudes and longitudes are half stretched
by rank, so that Europe, where countries are small, has room. The coordinates are those of the package countryinfo.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from countryinfo import CountryInfo
from scipy.optimize import linear_sum_assignment

TARGET = Path(__file__).parent.parent / "ogpkit/exchange/tile_map.toml"
COLUMNS, ROWS = 28, 22

CODES = """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM
CG CD CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS
IN ID IR IQ IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD
MC MN ME MA MZ MM NA NR NP NL NZ NI NE NG MK NO OM PK PW PS PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA
SN RS SC SL SG SK SI SB SO ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VE
VN YE ZM ZW XK
"""

PLACES = {"US": (40, -100), "RU": (62, 60), "XK": (42.6, 20.9), "PS": (31.9, 35.2)}
"""Latitude and longitude where the package has none, or the middle of a country is far from where people live."""

_EDGE = -170
"""West of this longitude, countries are in the Pacific and so in the far east of the map."""

HEAD = """\
# Where each country is on the map of tiles, by its code: a line is a row, from north to south, and a point is an empty place.
# Written by ci/make_tile_map.py, from the coordinates in the package countryinfo (MIT).
rows = [
"""


def spread(values: np.ndarray, room: int) -> np.ndarray:
    """Return places within some room, half by the value and half by its rank."""
    ranks = values.argsort().argsort() / (len(values) - 1)
    shares = (values - values.min()) / (values.max() - values.min())
    return (ranks + shares) / 2 * (room - 1)


def main() -> None:
    """Write the file."""
    codes = CODES.split()
    found = [PLACES.get(code) or CountryInfo(code).latlng() for code in codes]
    longitudes = np.array([east + 360 if east < _EDGE else east for _north, east in found])
    x, y = spread(longitudes, COLUMNS), ROWS - 1 - spread(np.array([north for north, _east in found]), ROWS)
    cells = [(column, row) for column in range(COLUMNS) for row in range(ROWS)]
    costs = [[(at - column) ** 2 + (down - row) ** 2 for column, row in cells] for at, down in zip(x, y, strict=True)]
    _codes, chosen = linear_sum_assignment(np.array(costs))
    tiles = {cells[number]: code for code, number in zip(codes, chosen, strict=True)}
    lines = [" ".join(tiles.get((column, row), "..") for column in range(COLUMNS)) for row in range(ROWS)]
    TARGET.write_text(HEAD + "".join(f'  "{line}",\n' for line in lines) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
