"""Workspaces whose sites are built in tests: one in languages of several scripts, one full of what must not act."""

from pathlib import Path

JORDAN = {
    "ogpkit.toml": '[workspace]\nname = "Open government in three scripts"\nlanguages = ["en", "ar", "ka"]\n',
    "countries/JO/country.toml": """\
name.en = "Jordan"
name.ar = "الأردن"
name.ka = "იორდანია"
languages = ["ar"]
joined = 2011-09-20
notes = "Not for everybody."

[contact]
institution = "وزارة التخطيط والتعاون الدولي"
email = "ogp@example.org"
""",
    "countries/JO/cycles/2012-2013/cycle.toml": """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]

[[efforts]]
challenge = "public-resources"
summary.en = "The budget is published each year."
summary.ar = "تُنشر الموازنة العامة كل سنة على موقع الوزارة."
summary.ka = "ბიუჯეტი ყოველწლიურად ქვეყნდება."

[plan]
url.en = "https://example.org/plan-en.pdf"
url.ar = "https://example.org/plan-ar.pdf"

[declaration]
endorsed = 2012-04-17
signatory = "رئيس الوزراء"

[[history]]
stage = "deposited"
on = 2012-04-10
by = "وزارة التخطيط"

[[history]]
stage = "declared"
on = 2012-04-17
""",
    "countries/JO/cycles/2012-2013/commitments/mining-revenues.toml": """\
title.en = "Publish mining revenues by region"
title.ar = "نشر إيرادات التعدين حسب المنطقة"
title.ka = "სამთო შემოსავლების გამოქვეყნება რეგიონების მიხედვით"
number = "1.2"
challenge = "public-resources"
principles = ["transparency", "participation"]
lead = "وزارة الطاقة والثروة المعدنية"
partners = ["EITI", "جمعية الشفافية الأردنية"]
start = 2012-04-01
end = 2013-03-31
baseline.en = "Revenues are published for the nation as a whole."
baseline.ar = "تُنشر الإيرادات للبلد ككل، ولا تُنشر حسب المنطقة (2011)."
ambition.ka = "ყველა რეგიონის მაცხოვრებელი ხედავს, რა მოიპოვება, გადაიხდება და იხარჯება."
description.ar = "نشر المدفوعات حسب المشروع والمنطقة كل ثلاثة أشهر، وخريطة امتيازات مفتوحة البيانات."

[[milestones]]
id = "map"
number = "1.2.1"
title.en = "Concession map online"
title.ar = "خريطة الامتيازات على الإنترنت"
title.ka = "კონცესიების რუკა ონლაინ"
start = 2012-04-01
due = 2012-12-31
benchmark.en = "2 of 9 regions"
benchmark.ar = "منطقتان من أصل 9 مناطق، 100 % من الامتيازات"
status = "complete"
completed = 2012-12-15
evidence = ["https://example.org/map?a=1&b=2"]

[[milestones]]
id = "all"
title.ar = "جميع المناطق"
due = 2013-03-31
status = "limited"

[[milestones.indicators]]
id = "five"
title.ar = "خمس مناطق"
due = 2013-01-31
status = "complete"
""",
}
"""Texts in English, Arabic and Georgian, some of them missing in some language."""


def written(files: dict[str, str], folder: Path) -> Path:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
