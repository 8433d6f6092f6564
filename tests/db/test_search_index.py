"""The index on an encrypted file: what is put is found, what is gone is not, and it can tell."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from db import search, search_verify
from db.grams import name_parts, spell
from db.search import Doc, Found

WANG = Doc(
    "resident", 1, "王秀兰", ("13900001234", "0551-62880001"), "34010019550101123X",
    ("一院", "3", "2", "501"),
)  # fmt: skip
DRAGON = Doc("resident", 2, "䶮𬎆", ("13900005678",))
UYGHUR = Doc("resident", 3, "吐尔逊·买买提", ("13900002468",))
LATIN = Doc("resident", 4, "Anna Müller")
DOOR = Doc("household", 1, None, (), None, ("一院", "3号楼", "02", "501"), ("LXK-W01-00007",))
EMPTY = Doc("house", 8, None, (), None, ("幸福家园", "A3", "", "1201"))
TICKET = Doc("ticket", 5, "曾红", numbers=("GD-20250001", "9110-77"), text="楼道灯坏了，LED 12 盏")
CARD = Doc("card", 9, numbers=("LXK-W01-00001",))
MEMBER = Doc("member", 6, "翟单飞", ("13900009999",))
OFFICE = (WANG, DRAGON, UYGHUR, LATIN, DOOR, EMPTY, TICKET, CARD, MEMBER)


@contextmanager
def empty_index() -> Iterator[Connection]:
    def connect() -> object:
        raw = dbapi2.connect(":memory:", isolation_level=None)
        raw.execute("PRAGMA key='test'")
        return raw

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool)
    with engine.connect() as conn:
        search.create(conn)
        yield conn
    engine.dispose()


def look(kind: str, refs: Sequence[int]) -> Iterator[Doc]:
    return (doc for doc in OFFICE if doc.kind == kind and doc.ref in refs)


@pytest.fixture
def conn() -> Iterator[Connection]:
    with empty_index() as conn:
        search.put(conn, OFFICE)
        yield conn


def found(conn: Connection, text: str) -> set[tuple[str, int]]:
    """Proven answers; the index alone never gives fewer."""
    proven = {(hit.kind, hit.ref) for hit in search.search(conn, text, look=look)}
    assert proven <= set(search.find(conn, text))
    return proven


FINDS = {
    WANG: [
        "王", "秀", "兰", "王秀", "秀兰", "王秀兰", "王 秀 兰", "wxl", "xl", "w", "WXL", "ＷＸＬ",
        "wangxiulan", "wangxiu", "wangxiul", "wang xiu", "Wáng Xiù", "wangxl", "wang", "wan",
        "1234", "01234", "13900001234", "139 0000 1234", "139-0000-1234", "１３９", "1", "39",
        "6288", "055162880001", "0551-62880001", "123X", "123x", "34010019550101123X", "1955",
        "3-2-501", "501", "3-2-5", "3-2", "3-", "2-501", "3-501", "03-02-501", "一院3-2-501",
        "三号楼2单元501室", "3#2-501", "3栋501", "王 501", "王秀兰1234", "兰 3-2-501", "一院",
    ],
    DRAGON: ["䶮", "𬎆", "䶮𬎆", "yy", "yanying", "5678"],
    UYGHUR: ["吐尔逊买买提", "吐尔逊·买买提", "吐尔逊•买买提", "买买提", "texmmt", "mmt", "tuer"],
    LATIN: ["anna", "ann", "Müller", "ａm", "anna müller"],
    DOOR: ["3-2-501", "501", "一院", "LXK-W01-00007", "00007"],
    EMPTY: ["1201", "3-1201", "a3-1201", "幸福", "家园", "幸福家园1201"],
    TICKET: ["GD-20250001", "gd20250001", "0001", "楼道灯", "灯坏", "led", "zh", "曾", "911077"],
    CARD: ["LXK-W01-00001", "lxkw0100001", "LXK", "00001", "w01"],
    MEMBER: ["翟", "zsf", "dsf", "zdf", "zhaidan", "9999"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("doc", "text"), [(doc, text) for doc, texts in FINDS.items() for text in texts]
)
def test_is_found_by(conn: Connection, doc: Doc, text: str) -> None:
    assert (doc.kind, doc.ref) in found(conn, text)


@pytest.mark.parametrize(
    ("doc", "text"),
    [
        (WANG, "秀王"), (WANG, "王兰"), (WANG, "wl"), (WANG, "lxw"), (WANG, "ang"), (WANG, "12345"),
        (WANG, "12340"), (WANG, "3-2-502"), (WANG, "4-2-501"), (WANG, "3-2-501 李"),
        (WANG, "wxl 9999"), (WANG, "二院3-2-501"), (TICKET, "ch"), (TICKET, "ceng"),
        (MEMBER, "hai"), (DRAGON, "龙"), (CARD, "00002"), (UYGHUR, "te mx"),
    ],
)  # fmt: skip
def test_is_not_found_by(conn: Connection, doc: Doc, text: str) -> None:
    assert (doc.kind, doc.ref) not in found(conn, text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\0", "\ud800", "'", '"', '""', "*", "AND", "NOT", "NEAR(", "a AND", "王*", "^王",
        "grams:王", "-", "--", "3--", "%", "_", "(", "王" * 201, "x" * 10_000, "a1" * 90, "\u202e",
        "1-2-3-4-5-6", "-501", "0-0-0", "x" * 200, "1" * 200, "x", "𬎆*",
    ],
)  # fmt: skip
def test_hostile_text_is_text(conn: Connection, text: str) -> None:
    search.search(conn, text, look=look)
    search.find(conn, text)


def test_what_is_no_search_finds_nothing(conn: Connection) -> None:
    for text in ("", "\0", '"', "*", "x" * 10_000, "王" * 300):
        assert search.find(conn, text) == []


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("王", Found("resident", 1, 1, "name")),
        ("王秀兰", Found("resident", 1, 0, "name")),
        ("wxl", Found("resident", 1, 2, "name")),
        ("wangx", Found("resident", 1, 3, "name")),
        ("秀", Found("resident", 1, 6, "name")),
        ("13900001234", Found("resident", 1, 0, "phone")),
        ("1234", Found("resident", 1, 5, "phone")),
        ("123x", Found("resident", 1, 5, "id_number")),
        ("3-2-501", Found("household", 1, 0, "door")),
        ("501", Found("household", 1, 4, "door")),
        ("LXK-W01-00001", Found("card", 9, 0, "number")),
        ("楼道灯", Found("ticket", 5, 7, "text")),
    ],
)
def test_the_best_answer_comes_first(conn: Connection, text: str, best: Found) -> None:
    assert search.search(conn, text, look=look)[0] == best


def test_rank_is_whole_then_start_then_inside() -> None:
    names = ["李王伟", "王伟强", "王伟", "赵王伟强"]
    docs = [Doc("resident", place, name) for place, name in enumerate(names)]
    with empty_index() as conn:
        search.put(conn, docs)
        refs = search.find(conn, "王伟"), search.find(conn, "ww")
        assert [[names[ref] for _, ref in order[:2]] for order in refs] == [["王伟", "王伟强"]] * 2


def test_the_best_is_found_among_very_many() -> None:
    docs = [Doc("resident", ref, "李王伟", ("13900001111",)) for ref in range(3000)]
    docs += [Doc("resident", 5000, "王伟"), Doc("ticket", 1, "李王伟", numbers=("GD-1111",))]
    with empty_index() as conn:
        search.put(conn, docs)
        assert search.find(conn, "王伟", 5)[0] == ("resident", 5000)
        assert ("ticket", 1) in search.find(conn, "1", 5)
        assert ("ticket", 1) in search.find(conn, "王伟", 5)
        assert len(search.find(conn, "139", 5)) == 5
        assert search.find(conn, "王", 5, ["ticket"]) == [("ticket", 1)]


def test_putting_again_replaces_and_removing_removes(conn: Connection) -> None:
    search.put(conn, [WANG._replace(name="李秀", phones=())])
    assert search.find(conn, "王秀兰") == []
    assert search.find(conn, "李秀") == [("resident", 1)]
    search.remove(conn, "resident", [1, 77])
    assert search.find(conn, "李秀") == []
    assert ("household", 1) in search.find(conn, "3-2-501")


def test_verify_names_what_differs(conn: Connection) -> None:
    assert search_verify.verify(conn, OFFICE) == []
    search.remove(conn, "card", [9])
    search.put(conn, [WANG._replace(name="王秀"), Doc("house", 77, None, (), None, None, ("1",))])
    assert set(search_verify.verify(conn, OFFICE)) == {
        ("card", 9, "missing"),
        ("resident", 1, "stale"),
        ("house", 77, "extra"),
    }
    search.rebuild(conn, OFFICE)
    assert search_verify.verify(conn, OFFICE) == []


def test_verify_sees_an_index_that_lost_a_row(conn: Connection) -> None:
    conn.exec_driver_sql("DELETE FROM search_index WHERE rowid = 1")
    assert search_verify.verify(conn, OFFICE) == [("index", 0, "tokens")]


def test_counts_stay_true_over_many_edits(conn: Connection) -> None:
    for turn in range(40):
        search.put(conn, [WANG._replace(phones=(f"1390000{turn:04}",)), DRAGON])
        search.remove(conn, "ticket", [5])
        search.put(conn, [TICKET._replace(text=f"第{turn}次")])
    search.put(conn, [WANG, TICKET])
    assert search_verify.verify(conn, OFFICE) == []
    conn.exec_driver_sql("INSERT INTO search_index(search_index) VALUES('integrity-check')")


def test_every_table_of_the_index_has_its_prefix(conn: Connection) -> None:
    names = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert all(row[0].startswith(search.PREFIX) for row in names)


# ---- properties

HAN = "王秀兰曾单翟覃长乐强行重明欧阳司马𬎆䶮霞玥"
PEOPLE = st.builds(
    lambda name, dot, phone, tail: Doc(
        "resident", 1, name[:dot] + "·" + name[dot:] if dot else name, (f"139{phone:08}",),
        f"34010019550101{tail:04}",
    ),
    st.text(st.sampled_from(HAN), min_size=1, max_size=3)  # every variant of three is kept
    | st.text(st.sampled_from("王秀兰霞玥明𬎆"), min_size=4, max_size=8),
    st.integers(0, 3),
    st.integers(0, 10**8 - 1),
    st.integers(0, 9999),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared() -> Iterator[Connection]:
    with empty_index() as conn:
        yield conn


def proven(conn: Connection, doc: Doc, text: str) -> bool:
    hits = search.search(conn, text, 50, look=lambda _kind, _refs: [doc])
    return [(hit.kind, hit.ref) for hit in hits] == [("resident", 1)]


def part(data: st.DataObject, whole: str, least: int = 1) -> str:
    least = min(least, len(whole))
    start = data.draw(st.integers(0, len(whole) - least))
    return whole[start : data.draw(st.integers(start + least, len(whole)))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PEOPLE, st.data())
def test_any_part_of_a_person_finds_them(shared: Connection, doc: Doc, data: st.DataObject) -> None:
    search.rebuild(shared, [doc])
    parts = name_parts(doc.name or "")
    spelling = [data.draw(st.sampled_from(place)) for place in spell(doc.name or "", parts)]
    start = data.draw(st.integers(0, len(parts) - 1))
    assert proven(shared, doc, part(data, "".join(parts)))
    assert proven(shared, doc, part(data, doc.phones[0]))
    assert proven(shared, doc, part(data, doc.id_number or ""))
    assert proven(shared, doc, "".join(spelling[start:]))
    assert proven(shared, doc, spelling[start])
    letters = [place[0][0] for place in spell(doc.name or "", parts)]
    assert proven(shared, doc, part(data, "".join(letters)))


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=40) | st.text(st.sampled_from("王a1-*\"'^ x\0\ud8003号楼单元"), max_size=30)
)
def test_no_text_raises_and_every_answer_is_proven(shared: Connection, text: str) -> None:
    search.rebuild(shared, OFFICE)
    for hit in search.search(shared, text, look=look):
        (doc,) = look(hit.kind, [hit.ref])
        assert search.match(doc, text) == (hit.rank, hit.field)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.text(max_size=30))
def test_documents_of_any_text_can_be_put(shared: Connection, name: str, text: str) -> None:
    doc = Doc("ticket", 1, name, (text,), name, (text, name, text, name), (name,), text)
    search.rebuild(shared, [doc])
    assert search_verify.verify(shared, [doc]) == []


@pytest.mark.parametrize("typed", ["yuwangwangwang", "ywww", "yyyy", "wangyuwangyu"])
def test_a_name_whose_every_character_has_two_readings_is_found(
    shared: Connection, typed: str
) -> None:
    doc = Doc("resident", 1, "王·王王王", ("13900000000",), "340100195501010000")
    search.rebuild(shared, [doc])
    assert proven(shared, doc, typed)
