"""Card sheets with QR, 10-up: ours beside plain reportlab, in one run.

Run from the top of the repository: python -m tests.benchmarks.bench_cards [CARDS ...]
"""

import io
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "秀兰国栋志勇福顺玉珍建平晓燕存义明月春华丽萍海涛永强淑芬德胜小满"


def cards(count: int) -> list:
    """Invented households, every name and number different."""
    from wenming_desktop.forms.service_card import CardFace, Contact

    return [
        CardFace(
            card_no=f"LXK-{at % 12 + 1:02}-{at:05}",
            household_name=SURNAMES[at % 20] + GIVEN[at * 7 % 31] + GIVEN[at // 31 % 31],
            door=f"槐荫一院 {at % 40 + 1}号楼 {at % 4 + 1}单元 {at % 18 + 1}0{at % 3 + 1}",
            community="槐荫里社区居委会",
            address="文澜路 18 号",
            slogan="一个电话，上门服务",
            main=Contact("网格员", "梁志勇", f"8801 {2000 + at % 12}"),
            lines=(
                Contact("楼栋党小组长", "孙福顺", f"139 0000 {at % 40 + 7000}"),
                Contact("社区 24 小时", "值班室", "8801 2000"),
            ),
            grid=f"第{at % 12 + 1}网格",
            building=f"{at % 40 + 1}号楼",
        )
        for at in range(count)
    ]


def ours(faces: list) -> bytes:
    """What a clerk's print does."""
    from wenming_desktop.forms.service_card import draw_cards, sample_back

    return draw_cards(faces, "10up", "long", reverse=sample_back())


FONTS = ("WMHei-Regular", "WMHei-Bold", "WMSong-Bold")
MM = 72 / 25.4


def _plain_front(canvas, face, x: float, y: float) -> None:
    canvas.rect(x + 2 * MM, y - 52 * MM, 3 * MM, 50 * MM, fill=1, stroke=0)
    canvas.setFont("WMSong-Bold", 15.5)
    canvas.drawString(x + 7.5 * MM, y - 9.8 * MM, "服务连心卡")
    canvas.setFont("WMHei-Regular", 8)
    canvas.drawString(x + 7.5 * MM, y - 14.8 * MM, face.slogan)
    canvas.drawRightString(x + 85 * MM, y - 7.5 * MM, face.community)
    canvas.drawRightString(x + 85 * MM, y - 11.5 * MM, face.address)
    canvas.line(x + 7.5 * MM, y - 17.6 * MM, x + 85 * MM, y - 17.6 * MM)
    for at, line in enumerate((face.main, *face.lines)):
        base = y - (28.2 + 5.4 * at) * MM
        canvas.setFont("WMHei-Regular", 9)
        canvas.drawString(x + 7.5 * MM, base, line.post)
        canvas.setFont("WMHei-Bold", 9)
        canvas.drawString(x + 30.5 * MM, base, line.name)
        canvas.drawRightString(x + 85 * MM, base, line.phone)
    canvas.setFont("WMHei-Regular", 7.4)
    canvas.drawString(x + 7.5 * MM, y - 49.6 * MM, f"{face.household_name} 家　{face.door}")
    canvas.drawRightString(x + 85 * MM, y - 49.6 * MM, face.card_no)


def _plain_back(canvas, face, x: float, y: float) -> None:
    from wenming_desktop.forms.service_card import sample_back

    words = sample_back()
    canvas.setFont("WMHei-Bold", 10)
    canvas.drawString(x + 5.5 * MM, y - 8.3 * MM, words.heading)
    canvas.setFont("WMHei-Regular", 8.2)
    canvas.drawString(x + 40 * MM, y - 8.3 * MM, f"{face.grid} {face.building}")
    for at, text in enumerate(words.services):
        canvas.drawString(x + (5.5 + 31 * (at % 2)) * MM, y - (14.2 + 4.6 * (at // 2)) * MM, text)
    for at, (label, phone) in enumerate(words.phones):
        base = y - (32.1 + 4.8 * (at // 2)) * MM
        canvas.drawString(x + (5.5 + 41 * (at % 2)) * MM, base, f"{label} {phone}")
    for at, (label, phone) in enumerate(words.emergency):
        canvas.drawString(x + (7.7 + 19 * at) * MM, y - 48.1 * MM, f"{label} {phone}")
    _plain_qr(canvas, face.card_no, x + 69.5 * MM, y - 20.5 * MM)
    canvas.drawString(x + 69.5 * MM, y - 25 * MM, face.card_no)


def _plain_qr(canvas, payload: str, x: float, y: float) -> None:
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    widget = QrCodeWidget(payload, barLevel="M")
    x0, _, x1, _ = widget.getBounds()
    scale = 16 * MM / (x1 - x0)
    drawing = Drawing(16 * MM, 16 * MM, transform=[scale, 0, 0, scale, 0, 0])
    drawing.add(widget)
    renderPDF.draw(drawing, canvas, x, y)


def plain(faces: list) -> bytes:
    """The same sheets as a tutorial would draw them."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name in FONTS:
        file = Path(__file__).parents[2] / "resources" / "fonts" / f"{name}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(file)))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for at in range(0, len(faces), 10):
        for side, mirrored in ((_plain_front, False), (_plain_back, True)):
            for place, face in enumerate(faces[at : at + 10]):
                row, column = divmod(place, 2)
                left = 15 + 90 * (1 - column if mirrored else column)
                side(canvas, face, left * MM, (297 - 13.5 - 54 * row) * MM)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def run_once(name: str, count: int) -> None:
    """One print run in its own process, imports and fonts counted."""
    start = time.perf_counter()
    maker: Callable[[list], bytes] = {"ours": ours, "plain": plain}[name]
    made = maker(cards(count))
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{spent} {peak} {len(made)}\n")


def measure(name: str, count: int, rounds: int) -> tuple[float, float, float]:
    """Median seconds, peak megabytes and file size of some fresh processes."""
    call = [sys.executable, "-m", "tests.benchmarks.bench_cards", "--once", name, str(count)]
    runs = [
        [float(part) for part in subprocess.check_output(call, text=True).split()]
        for _ in range(rounds)
    ]
    seconds, peak, size = (statistics.median(column) for column in zip(*runs, strict=True))
    return seconds, peak, size / 1e6


def main(sizes: list[int]) -> None:
    """Print one table."""
    sys.stdout.write("cards   way     seconds   cards/s   ratio   MB RSS   MB file\n")
    for count in sizes:
        ours_at = measure("ours", count, ROUNDS)
        rows = [("ours", ours_at)]
        if count <= 1000:
            rows.append(("plain", measure("plain", count, ROUNDS)))
        for name, (seconds, peak, size) in rows:
            ratio = seconds / ours_at[0]
            sys.stdout.write(
                f"{count:<7} {name:<7} {seconds:<9.3f} {count / seconds:<9.0f} {ratio:<7.1f} "
                f"{peak:<8.0f} {size:.2f}\n"
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        run_once(sys.argv[2], int(sys.argv[3]))
    else:
        main([int(size) for size in sys.argv[1:]] or [1000, 10_000])
