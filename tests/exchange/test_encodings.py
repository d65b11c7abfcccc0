"""Texts in every encoding that spreadsheet programs write: told, asked for, or refused with what they could be."""

from __future__ import annotations

import pytest

from ogpkit.exchange.encodings import UnknownEncoding, decode_text, detect_encoding, encode_anew

UKRAINIAN = "Код;Назва;Міністерство\nЗ1;Відкритий бюджет;Міністерство фінансів\n"
ASKED_FOR = [
    ("windows-1250", "Kód;Název\nC1;Otevřený rozpočet a zveřejnění smluv\n"),
    ("windows-1251", UKRAINIAN),
    ("windows-1253", "Κωδικός;Τίτλος\nΑ1;Ανοικτός προϋπολογισμός\n"),
    ("windows-1254", "Kod;Başlık\n1;Açık yönetim ortaklığı\n"),
    ("windows-1256", "الرمز;العنوان\n1;الموازنة المفتوحة\n"),
    ("mac-roman", "Código;Título\n1;Participación pública en español\n"),
    ("mac-cyrillic", UKRAINIAN),
    ("koi8-r", "Код;Название\n1;Открытый бюджет\n"),
    ("euc-kr", "번호;제목\n1;열린 정부\n"),
    ("cp949", "번호;제목\n1;똠방각하 정부\n"),
    ("big5", "編號;標題\n1;開放政府預算\n"),
    ("shift_jis", "番号;題名\n1;開かれた政府の予算\n"),
    ("gb18030", "编号;标题\n1;开放政府预算\n"),
]


@pytest.mark.parametrize(("encoding", "text"), ASKED_FOR)
def test_what_is_not_in_unicode_is_refused_with_what_it_could_be(encoding, text):
    with pytest.raises(UnknownEncoding) as refused:
        detect_encoding(text.encode(encoding))
    known_as = {"cp949": "euc-kr"}
    assert known_as.get(encoding, encoding) in str(refused.value)
    assert text.splitlines()[0] in str(refused.value)


@pytest.mark.parametrize(("encoding", "text"), ASKED_FOR)
def test_what_is_asked_for_comes_through(encoding, text):
    assert decode_text(text.encode(encoding), encoding) == text
    assert encode_anew(text.encode(encoding), encoding).decode("utf-8-sig") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("asked", ["", "windows-1251"])
def test_unicode_is_told_with_and_without_a_mark(encoding, asked):
    assert decode_text(UKRAINIAN.encode(encoding), asked) == UKRAINIAN


@pytest.mark.parametrize(
    "text",
    [
        "Código;Año público\nC1;Información «abierta» – ¿qué?",
        "Été;L’État, où ça ? Œuvre n° 1",
        "Straße;Bürger",
        "São João;ações à população",
        "Åben forvaltning;på øen",
        "Öppna;åäö",
        "Þjóð;ísland",
        "Nº 1;2ª edición;5 €;budget¹",
    ],
)
def test_what_is_plainly_western_comes_in_without_a_question(text):
    assert detect_encoding(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("asked", ["zlib", "rot13", "idna", "utf-7", "none such", "a\0b", "unicode_escape"])
def test_what_is_no_encoding_of_texts_is_refused(asked):
    with pytest.raises(UnknownEncoding, match="is not an encoding"):
        decode_text(UKRAINIAN.encode("cp1251"), asked)


def test_a_text_that_is_not_in_the_encoding_asked_for_is_refused():
    with pytest.raises(UnknownEncoding, match="not in big5"):
        decode_text(UKRAINIAN.encode("cp1251"), "big5")


def test_a_workbook_is_in_no_encoding():
    assert encode_anew(b"PK\x03\x04", "windows-1251") == b"PK\x03\x04"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnknownEncoding):
        detect_encoding(b"\0\x01\0\x01\xff\xfe\0")
