"""Finding a person as typed: our index beside SQL LIKE over five columns, in one run.

Run: python tests/benchmarks/bench_search.py [--rows 1000000] [--queries 300] [--cpu]
Prints milliseconds: the index alone (candidates) and with every answer proven and ranked against
its row (what the window shows), both on an encrypted file; then writing, size and checking.
"""

# ruff: noqa: T201
import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import Connection, create_engine
from sqlcipher3 import dbapi2

from db import search, search_verify
from db.search import Doc

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单翟覃仇解查"
)
GIVEN = (
    "秀兰英华玉桂芳红梅建国志强伟明丽军平文金海涛勇杰敏静娟霞玲春生云龙飞鹏辉斌超波刚"
    "健俊宇浩然子轩雨涵欣怡梓萱思佳琪诗婷晓雪莹颖慧洁琳璐凤莲珍淑琴翠荣贵福祥德才宝庆"
    "永成光亮良善长根水木火土山川江河湖东西南北中正天地人和义礼智信忠孝仁"
)
KEY = "k" * 16
COLUMNS = ("name", "phone", "id_number", "door", "initials")


def person(ref: int, rng: random.Random) -> Doc:
    """An invented resident."""
    size = 2 if rng.random() < 0.85 else 1
    name = rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(size))
    birth = f"{rng.randrange(1930, 2020)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    return Doc(
        "resident",
        ref,
        name,
        (f"139{rng.randrange(10**8):08}",),
        f"340100{birth}{rng.randrange(10**4):04}",
        (
            rng.choice(("一院", "二院", "幸福家园", "和平里")),
            str(rng.randrange(1, 20)),
            str(rng.randrange(1, 5)),
            f"{rng.randrange(1, 19)}{rng.randrange(1, 5):02}",
        ),
    )


def queries(docs: Sequence[Doc], rng: random.Random) -> dict[str, Callable[[], str]]:
    """What clerks type, one maker of queries a kind."""

    def some() -> Doc:
        return rng.choice(docs)

    def pinyin(doc: Doc) -> list[str]:
        return [place[0] for place in search_spelling(doc)]

    def window(digits: str, size: int) -> str:
        at = rng.randrange(len(digits) - size + 1)
        return digits[at : at + size]

    return {
        "name, whole": lambda: some().name or "",
        "name, 1 character": lambda: rng.choice(some().name or ""),
        "name, 2 characters": lambda: (some().name or "")[-2:],
        "name, nobody's": lambda: "".join(rng.choice(GIVEN) for _ in range(4)),
        "initials, 1": lambda: rng.choice(pinyin(some()))[0],
        "initials, all": lambda: "".join(word[0] for word in pinyin(some())),
        "pinyin, whole": lambda: "".join(pinyin(some())),
        "pinyin, half typed": lambda: "".join(pinyin(some()))[: rng.randrange(2, 7)],
        "pinyin, mixed": lambda: "".join(
            word if not place else word[0] for place, word in enumerate(pinyin(some()))
        ),
        "digits, 1": lambda: rng.choice("0123456789"),
        "digits, 2": lambda: window(some().phones[0], 2),
        "digits, 3": lambda: window(some().id_number or "", 3),
        "phone, first 1-11": lambda: some().phones[0][: rng.randrange(1, 12)],
        "phone, last 4": lambda: some().phones[0][-4:],
        "phone, whole": lambda: some().phones[0],
        "phone, nobody's": lambda: f"139{rng.randrange(10**8):08}",
        "identity, first 1-18": lambda: (some().id_number or "")[: rng.randrange(1, 19)],
        "identity, last 4": lambda: (some().id_number or "")[-4:],
        "door": lambda: "-".join(part or "" for part in (some().door or ())[1:]),
        "estate and door": lambda: "".join(estate_and_door(some())),
        "room": lambda: (some().door or ("",) * 4)[3] or "",
        "name and room": lambda: f"{(doc := some()).name} {(doc.door or ('',) * 4)[3]}",
        "surname and tail": lambda: f"{((doc := some()).name or '')[0]} {doc.phones[0][-4:]}",
    }


def estate_and_door(doc: Doc) -> tuple[str, str]:
    """一院, 3-2-501."""
    estate, *rest = doc.door or ("", "", "", "")
    return estate or "", "-".join(part or "" for part in rest)


def search_spelling(doc: Doc) -> tuple[tuple[str, ...], ...]:
    """The pinyin of a document's name."""
    from db.grams import name_parts, spell

    return spell(doc.name or "", name_parts(doc.name or ""))


clock = time.perf_counter


def timed(work: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    began = clock()
    work()
    return (clock() - began) * 1000


def spread(times: list[float]) -> tuple[float, float, float]:
    """Median, 95th and 99th of a hundred."""
    cuts = quantiles(times, n=100)
    return median(times), cuts[94], cuts[98]


def looker(conn: Connection) -> search.Look:
    """Documents by id, read from the table as services do."""

    def look(kind: str, refs: Sequence[int]) -> Iterator[Doc]:
        marks = ",".join("?" * len(refs))
        rows = conn.exec_driver_sql(
            f"SELECT id, name, phone, id_number, door FROM person WHERE id IN ({marks})",
            tuple(refs),
        )
        for row in rows:
            estate, building, unit, room = row[4].split(" ")
            yield Doc(kind, row[0], row[1], (row[2],), row[3], (estate, building, unit, room))

    return look


def fill(conn: Connection, docs: list[Doc]) -> None:
    """The table the peer searches."""
    conn.exec_driver_sql(
        "CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, phone TEXT, id_number TEXT,"
        " door TEXT, initials TEXT)"
    )
    conn.exec_driver_sql(
        "INSERT INTO person VALUES(?, ?, ?, ?, ?, ?)",
        [
            (
                doc.ref,
                doc.name,
                doc.phones[0],
                doc.id_number,
                " ".join(part or "" for part in doc.door or ()),
                "".join(place[0][0] for place in search_spelling(doc) if place),
            )
            for doc in docs
        ],
    )


def like(conn: Connection, text: str) -> None:
    """The peer: LIKE over five columns."""
    where = " OR ".join(f"{column} LIKE ?" for column in COLUMNS)
    sql = f"SELECT id FROM person WHERE {where} LIMIT 50"
    conn.exec_driver_sql(sql, (f"%{text}%",) * len(COLUMNS)).fetchall()


def measure_queries(conn: Connection, docs: list[Doc], rng: random.Random, count: int) -> None:
    """The table of queries."""
    look = looker(conn)
    head = f"{'query':22}{'LIKE p50':>10}{'index p50':>11}{'p95':>8}{'p99':>8}"
    print(f"{head}{'proven p50':>12}{'p95':>8}{'p99':>8}   (ms)")
    bare: list[float] = []
    proven: list[float] = []
    peers: list[float] = []
    for label, make in queries(docs, rng).items():
        typed = [make() for _ in range(count)]
        alone = [timed(lambda text=text: search.find(conn, text, 50)) for text in typed]  # type: ignore[misc]
        shown = [
            timed(lambda text=text: search.search(conn, text, 50, search.KINDS, look))  # type: ignore[misc]
            for text in typed
        ]
        peer = [timed(lambda text=text: like(conn, text)) for text in typed[:9]]  # type: ignore[misc]
        line(label, peer, alone, shown)
        bare += alone
        proven += shown
        peers += peer
    line("all", peers, bare, proven)


def line(label: str, peer: list[float], alone: list[float], shown: list[float]) -> None:
    """One row of the table."""
    first, second = spread(alone), spread(shown)
    numbers = "".join(f"{value:8.2f}" for value in first[1:])
    proof = "".join(f"{value:8.2f}" for value in second[1:])
    print(f"{label:22}{median(peer):10.1f}{first[0]:11.2f}{numbers}{second[0]:12.2f}{proof}")


def measure_writing(conn: Connection, docs: list[Doc], rng: random.Random) -> None:
    """Writing, editing, size, checking."""
    total = len(docs)
    spent = timed(lambda: [search.tokens(doc) for doc in docs[:10_000]])
    print(f"grams of 10,000 documents          {spent / 1000:8.3f} s")
    fresh = [doc._replace(ref=total + place) for place, doc in enumerate(docs[:10_000], 1)]
    print(
        f"10,000 more documents (all)        {timed(lambda: search.put(conn, fresh)) / 1000:8.3f} s"
    )
    print(
        f"the same again, unchanged          {timed(lambda: search.put(conn, fresh)) / 1000:8.3f} s"
    )
    spent = timed(lambda: search.remove(conn, "resident", [doc.ref for doc in fresh]))
    print(f"10,000 removed                     {spent / 1000:8.3f} s")
    edits = []
    for doc in rng.sample(docs, 500):
        new = doc._replace(phones=(f"139{rng.randrange(10**8):08}",))
        edits.append(timed(lambda new=new: search.put(conn, [new])))  # type: ignore[misc]
        docs[doc.ref - 1] = new
    conn.commit()
    print(f"editing one, p50 / p95             {median(edits):8.3f} / {spread(edits)[1]:.3f} ms")
    # Beside the token lists: 12 bytes a document in FTS5's sizes, 14 in the digests.
    size = conn.exec_driver_sql(
        "SELECT (SELECT sum(length(block)) FROM search_index_data)"
        " + (SELECT count(*) * 26 FROM search_doc)"
    ).scalar_one()
    print(f"size per 100,000                   {size / total / 10:8.1f} MB")
    wrong: list[search_verify.Difference] = []
    spent = timed(lambda: wrong.extend(search_verify.verify(conn, docs)))
    print(f"verify ({len(wrong)} differences)             {spent / 1000:8.2f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--cpu", action="store_true", help="processor time: for a busy machine")
    options = parser.parse_args()
    global clock  # noqa: PLW0603 - one script, one clock
    clock = time.thread_time if options.cpu else time.perf_counter
    rng = random.Random(7)
    docs = [person(ref, rng) for ref in range(1, options.rows + 1)]
    with tempfile.TemporaryDirectory() as folder:

        def connect() -> object:
            raw = dbapi2.connect(str(Path(folder) / "bench.db"), isolation_level=None)
            raw.execute(f"PRAGMA key='{KEY}'")
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute("PRAGMA synchronous=FULL")
            return raw

        engine = create_engine("sqlite://", module=dbapi2, creator=connect)
        with engine.connect() as conn:
            conn.exec_driver_sql("BEGIN")
            search.create(conn)
            fill(conn, docs)
            spent = timed(lambda: search.rebuild(conn, docs))
            conn.commit()
            print(f"{options.rows:,} residents; rebuild {spent / 1000:.2f} s")
            conn.exec_driver_sql("BEGIN")
            measure_queries(conn, docs, rng, options.queries)
            measure_writing(conn, docs, rng)
        engine.dispose()


if __name__ == "__main__":
    main()
