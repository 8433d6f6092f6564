"""Code lists: words find their codes, and the bundled words are sound."""

import csv
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from wenming_desktop.fields import (
    Code,
    CodeBook,
    CodeItem,
    Codes,
    Reading,
    Synonym,
    asides,
    search_key,
)
from wenming_desktop.fields.codes import bundled_items, bundled_synonyms

CARE = Codes("special_care_category")
BOOK = CodeBook.from_csv()
LEAVES = [item.code for item in BOOK.items("special_care_category") if item.parent]


@pytest.mark.parametrize(
    ("list_name", "word", "code"),
    [
        ("gender", "男", "1"),
        ("gender", "女性", "2"),
        ("family_relation", "户主", "02"),
        ("family_relation", "子", "20"),
        ("family_relation", "长子", "22"),
        ("family_relation", "之妻", "12"),
        ("family_relation", "户主之妻", "12"),
        ("family_relation", "户主之子", "20"),
        ("family_relation", "户主的母亲", "52"),
        ("family_relation", "长子之妻", "38"),
        ("family_relation", "二女儿", "33"),
        ("family_relation", "奶奶", "62"),
        ("family_relation", "租客", "99"),
        ("ethnicity", "汉", "01"),
        ("ethnicity", "撒拉", "35"),
        ("political_status", "党员", "01"),
        ("political_status", "中共党员", "01"),
        ("political_status", "无", "13"),
        ("education", "大专", "30"),
        ("education", "初中毕业", "71"),
        ("marital_status", "2", "20"),
        ("special_care_category", "高龄", "A01"),
        ("special_care_category", "独居老人", "A02"),
        ("special_care_category", "低保户", "B01"),
        ("special_care_category", "残疾", "C01"),
        ("special_care_category", "残疾人", "C01"),
        ("special_care_category", "肢体残疾二级", "C02"),
        ("special_care_category", "退伍军人", "F01"),
        ("special_care_category", "B01", "B01"),
        ("ticket_source", "12345", "11"),
        ("ticket_source", "110非警务转办", "12"),
        ("ticket_source", "来访（现场）", "01"),
        ("ticket_source", "网格员上报", "06"),
        ("ticket_category", "市容环境", "01"),
        ("ticket_category", "垃圾分类", "0116"),
        ("ticket_category", "其他", "99"),
        ("satisfaction", "非常满意", "1"),
        ("satisfaction", "未评价", "9"),
        ("party_member_kind", "双报到", "2"),
        ("party_member_status", "正式", "1"),
        ("party_post", "组长", "21"),
        ("service_post", "环境卫生监督岗", "07"),
        ("house_usage", "出租房", "2"),
        ("gender", "外星", None),
        ("no_such_list", "男", None),
        ("gender", "", None),
        ("party_post", "普通党员", None),
    ],
)
def test_a_word_finds_its_code(list_name: str, word: str, code: str | None) -> None:
    assert BOOK.find(list_name, word) == code


def test_below_a_group_its_own_words_come_first() -> None:
    assert BOOK.find("ticket_category", "其他", "08") == "0899"
    assert BOOK.find("ticket_category", "停电", "01") == "0804"


def test_every_exact_name_finds_its_own_code() -> None:
    items = list(bundled_items())
    groups = {(item.list, item.parent) for item in items}
    names = Counter((item.list, item.name) for item in items)
    wrong = [
        item
        for item in items
        if (item.list, item.code) not in groups
        and names[item.list, item.name] == 1
        and BOOK.find(item.list, item.name) != item.code
    ]
    assert wrong == []


def test_every_name_finds_its_code_below_its_group() -> None:
    items = [item for item in bundled_items() if item.parent]
    assert [i for i in items if BOOK.find(i.list, i.name, i.parent) != i.code] == []


def test_names_and_rows() -> None:
    assert BOOK.name("gender", "1") == "男"
    assert BOOK.name("gender", "7") == "7"
    assert BOOK.name("gender", None) == ""
    item = BOOK.item("ticket_category", "0102")
    assert item is not None
    assert (item.parent, item.extra["default_workdays"]) == ("01", "1")
    assert [row.code for row in BOOK.items("gender")] == ["0", "1", "2", "9"]


def test_an_office_can_disable_and_rename() -> None:
    book = CodeBook(
        [
            CodeItem("k", "1", "甲", sort=2),
            CodeItem("k", "2", "乙(旧)", enabled=False),
            CodeItem("k", "3", "丙", sort=1),
        ],
        [Synonym("k", ("阿甲", "*甲类*"), "1"), Synonym("k", ("无",), "-")],
    )
    assert [row.code for row in book.items("k")] == ["3", "1"]
    assert book.find("k", "乙(旧)") == "2"
    assert book.find("k", "阿甲") == book.find("k", "第一甲类人") == "1"
    assert book.find("k", "无") is None
    assert book.meaning("k", "无") == "-"


@pytest.mark.parametrize(
    ("raw", "codes", "elsewhere"),
    [
        ("", (), []),
        (None, (), []),
        ("无", (), []),
        ("普通居民", (), []),
        ("高龄", ("A01",), []),
        ("独居老人 高龄 残疾", ("A02", "A01", "C01"), []),
        ("高龄、低保", ("A01", "B01"), []),
        ("高龄，低保;残疾/退役军人", ("A01", "B01", "C01", "F01"), []),
        ("高龄、高龄老人", ("A01",), []),
        ("失能、半失能老人、低保", ("A05", "B01"), []),
        ("军属、烈属", ("F02",), []),
        ("零就业家庭/就业困难人员", ("B10",), []),
        ("高龄独居老人", ("A01", "A02"), []),
        ("1.低保 2.残疾", ("B01", "C01"), []),
        ("低保户（A类）", ("B01",), []),
        ("高龄、党员", ("A01",), [("political_status", "01")]),
        ("预备党员，空挂户", (), [("political_status", "02"), ("residence_status", "3")]),
        (["A01", "低保"], ("A01", "B01"), []),
    ],
)
def test_a_care_cell_is_read_without_a_problem(
    raw: object, codes: tuple[str, ...], elsewhere: list[tuple[str, str]], reading: Reading
) -> None:
    parsed = CARE.parse(raw, "special_care.category", reading)
    assert parsed.value == codes
    assert parsed.problems == ()
    assert asides(parsed.note) == elsewhere


def test_an_unknown_word_is_a_kept_problem_beside_the_known(reading: Reading) -> None:
    parsed = CARE.parse("高龄、爱唱歌、低保", "special_care.category", reading)
    assert parsed.value == ("A01", "B01")
    [problem] = parsed.problems
    assert (problem.code, problem.severity) == ("value.unknown", "kept")
    assert "爱唱歌" in problem.message


def test_a_list_names_its_own_problem(reading: Reading) -> None:
    kind = Code("ticket_source", "source.unknown")
    assert kind.parse("飞鸽传书", "ticket.source", reading).problems[0].code == "source.unknown"
    assert kind.parse("不详", "ticket.source", reading) == (None, (), "")
    assert kind.parse("12345热线", "ticket.source", reading) == ("11", (), "")


def test_codes_are_shown_by_name(reading: Reading) -> None:
    assert Code("gender").show("1", reading.codes) == "男"
    assert Code("gender").show("1") == "1"
    assert Code("gender").parse(1.0, "f", reading).value == "1"
    assert CARE.show(("A02", "B01"), reading.codes) == "独居老人；最低生活保障对象"
    assert CARE.cell((), reading.codes) is None


@given(st.lists(st.sampled_from(LEAVES), unique=True, max_size=6).map(tuple))
def test_care_shown_reads_back(codes: tuple[str, ...]) -> None:
    reading = Reading(date(2026, 11, 20), BOOK)
    parsed = CARE.parse(CARE.show(codes, BOOK), "f", reading)
    assert (parsed.value, parsed.problems) == (codes, ())


def test_every_bundled_synonym_means_what_its_row_says() -> None:
    wrong = [
        (synonym.list, word, synonym.code, meaning)
        for synonym in bundled_synonyms()
        for word in synonym.words
        if "*" not in word and (meaning := BOOK.meaning(synonym.list, word)) != synonym.code
    ]
    assert wrong == []


def test_every_bundled_synonym_points_to_a_code() -> None:
    for synonym in bundled_synonyms():
        list_name, _, code = f"{synonym.list}:{synonym.code}".rpartition(":")
        list_name = list_name.rpartition(":")[2]
        assert code == "-" or BOOK.item(list_name, code), synonym
        assert all(synonym.words), synonym


def headings(name: str) -> list[dict[str, str]]:
    with resources.path("codes", name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_heading_means_one_field_of_a_register() -> None:
    rows = headings("import_header_synonym.csv")
    uses = Counter(
        (row["identifier"].partition(".")[0], search_key(word))
        for row in rows
        for word in row["header_synonyms"].split(";")
    )
    assert [use for use, times in uses.items() if times > 1] == []


def test_a_ticked_column_names_a_real_code() -> None:
    lists = {
        "special_care.category": "special_care_category",
        "party_member.member_kind": "party_member_kind",
        "party_member.member_status": "party_member_status",
    }
    for row in headings("import_tick_synonym.csv"):
        list_name = lists.get(row["identifier"], row["identifier"].partition(".")[2])
        assert BOOK.item(list_name, row["code"]), row
