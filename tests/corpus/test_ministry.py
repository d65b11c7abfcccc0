"""A ministry's first repository, with the mistakes that people make; what each is told stands in `ministry.txt`.

After an intended change of words run `pytest tests/corpus --update-findings` and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.cli.commands.check_options import FORMS

HERE = Path(__file__).parent
HOME = "countries/SN/cycles/2021-2023/"
PLANS = f"{HOME}commitments/"

FILES = {
    "ogpkit.toml": """\
[workspace]
name = "Ministère"
languages = ["fr", "en"]
about = Nos engagements
""".encode(),
    "countries/KE/country.toml": 'name = “Kenya”\nlanguages = ["sw"]\n'.encode(),
    "countries/TN/country.toml": b'name = "Tunisie"\nlanguages = ["ar", "fr"]\njoined = 14/01/2014\n',
    "countries/tn/country.toml": b'name = "Tunisie"\n',
    "countries/FR/country.toml": b'name = "R\xe9publique"\n',
    "countries/GE/country.toml": """\
<<<<<<< HEAD
name = "საქართველო"
=======
name = "Georgia"
>>>>>>> main
""".encode(),
    "countries/Morocco/country.toml": b'name = "Maroc"\n',
    "countries/MA/country.toml": b"""\
name = "Maroc"
languages = ["ar","fr"]
joined = 2018-04-26
contact = { email = "mailto:ogp@gov.ma", web = "www.gouvernement-ouvert.ma" }
""",
    "countries/MA/cycles/2021-2023/cycle.toml": b"""\
edition = "roadmap2011"
start = 44287
end = 2023-06-31
challenges = ["public-services" "public-integrity"]
""",
    "countries/SN/country.toml": 'name = "Sénégal"\nlanguages = "fr"\njoined = "2018"\n'.encode(),
    f"{HOME}cycle.toml": b"""\
edition = "roadmap-2011"
start = 44287
end = "30/06/2023"
challenges = ["Public Services"]

[[history]]
stage = "Consultation"
on = 2021-02-01

[[history]]
stage = "deposited"
on = "31 mars 2021"
""",
    f"{PLANS}budget ouvert.toml": b'title = "Budget ouvert"\n',
    f"{PLANS}التزام-١.toml": 'title = "التزام"\n'.encode(),
    f"{PLANS}Portail_Données.toml": b'title = "Portail"\n',
    f"{PLANS}portail.toml": """\
titre = "Portail des données "
chalenge = "public-services"
principals = ["transparency"]
lead = Ministère du numérique
""".encode(),
    f"{PLANS}justice.toml": b'title = "Justice\tpour tous\n"\n',
    f"{PLANS}sante.toml": """\
title = "Santé"
challenge = "public-services"
principles = "transparency"
start = 2021-04-01
end = 2020-06-30
url = "exemple.sn"

[[milestones]]
id = "site"
title = "Site en ligne"
due = "2022-12-31"
status = "Achevé"

[[milestones]]
id = "site"
title = "Données"
due = 2022-13-01
""".encode(),
    f"{PLANS}eau.toml": b"""\
title = "Eau"
challenge = "public-services"
principles = ["transparency", "participation", "transparency"]
start = 2021-04-01
end = 2020-06-30

[[milestones]]
id = "Site Web"
title = "Site en ligne"
due = "2022-12-31"
status = "done"
completed = yes
""",
    f"{PLANS}eau2.toml": b"""\
title = "Eau"
challenge = "public-services"
principles = ["transparency", "participation", "accountability", "innovation"]
start = 2021-04-01
end = 2020-06-30
budget = 1 000 000
""",
    f"{PLANS}tabs.toml": b'title\t= "Onglets"\n\tchallenge = "public-services"\nmilestone = []\n',
    f"{PLANS}bom.toml": b'\xef\xbb\xbftitle = "BOM"\r\nchallenge = "public-servces"\r\n',
    f"{PLANS}utf16.toml": b'\xff\xfet\x00i\x00t\x00l\x00e\x00 \x00=\x00 \x00"\x00U\x00T\x00F\x00-\x001\x006\x00"\x00\n\x00',
    f"{PLANS}word.docx.toml": b"PK\x03\x04\x14\x00\x06\x00",
    f"{PLANS}guill.toml": "title = «Guillemets»\n".encode(),
    f"{PLANS}nbsp.toml": b'title\xc2\xa0= "x"\n',
    f"{PLANS}html.toml": b"""\
title = "a <b>gras</b> &amp; plus"
challenge = "public-services"
ambition = "ok"
ambition = "deux fois"
""",
    f"{PLANS}json.toml": b'{"title": "x"}\n',
    f"{PLANS}semicolon.toml": b'title = "x";\nlead = "y";\n',
    f"{PLANS}single.toml": b"title = 'L'eau pour tous'\n",
    f"{HOME}consultation/proces.toml": b'title = "x"\n',
    f"{HOME}Commitments/route.toml": b'title = "Route"\n',
    "countries/SN/eligibility/2021.toml": b"""\
edition = "criteria-2014"

[fiscal_transparency]
executive_budget_proposal = "oui"
audit_report = 1
source = ""

[citizen_engagement]
civil_liberties = "5,88"
source = "EIU"
""",
    "countries/SN/eligibility/21.toml": b'edition = "criteria-2014"\n',
    "countries/SN/notes.txt": b"x",
    "countries/SN/Copie de country.toml": 'name = "Sénégal"\n'.encode(),
}


@pytest.fixture
def ministry(tmp_path, monkeypatch):
    """The repository, in which the person stands."""
    for path, content in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def checked(capfd, form):
    code = main(["check", "--format", form, "--today", "2023-01-01", "--no-cache"])
    return code, capfd.readouterr().out


def test_each_mistake_is_told_in_these_words(ministry, capfd, request):
    code, said = checked(capfd, "text")
    assert code == 1
    expected = HERE / "ministry.txt"
    if request.config.getoption("--update-findings", default=False):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


def test_every_form_tells_of_every_file(ministry, capfd):
    _, said = checked(capfd, "json")
    findings = json.loads(said)
    wrong = {one["path"] for one in findings}
    assert len(findings) >= 40
    assert wrong >= FILES.keys() - {"countries/SN/notes.txt", "ogpkit.toml"} - {path for path in FILES if "eau" in path}
    for form in FORMS:
        code, said = checked(capfd, form)
        assert code == 1
        assert all(path.rsplit("/", 1)[-1].split(".")[0].split(" ")[0][:4] in said for path in wrong if path.isascii())


def test_what_can_be_mended_is_and_the_rest_stays(ministry, capfd):
    before = {path: (ministry / path).read_bytes() for path in FILES}
    main(["check", "--fix", "--today", "2023-01-01"])
    changed = {path for path in FILES if (ministry / path).read_bytes() != before[path]}
    assert changed == {"countries/SN/country.toml", f"{HOME}cycle.toml"}
    capfd.readouterr()
    main(["check", "--fix", "--today", "2023-01-01"])
    assert {path for path in FILES if (ministry / path).read_bytes() != before[path]} == changed
