"""The photos on a ticket's page: small pictures before, during, after, and how more come in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from ui.common import theme
from ui.common.buttons import Btn, Segment, on_click, row
from ui.common.frames import Banner, column
from ui.common.labels import Words
from ui.common.restyle import OnRestyle
from ui.jobs import Job, Reply
from ui.page import Services
from ui.tickets.photos import reading
from ui.tickets.photos.phone import PhoneDialog
from ui.tickets.photos.thumbs import Thumbs
from ui.tickets.photos.view import PhotoView
from ui.tickets.photos.words import ENDINGS, KINDS, below, lacking, refused_words, spoken
from wenming_desktop.errors import UserError
from wenming_desktop.evidence.model import AddPhotos, Owner, Photo
from wenming_desktop.evidence.service import add_photos, remove_photo
from wenming_desktop.tickets.board_view import TicketView
from wenming_desktop.tickets.pairs import TicketPhotos, ticket_photos

_TABLES: Final = frozenset({"attachment", "ticket"})
_TITLE: Final = "整理照片"
_COMPACT: Final = 19.6
_ANY: Final = 16_777_215
"""The width of two photos in letters of the body type, and Qt's largest."""
_TOLD: Final = frozenset({"40", "50", "60", "70", "80"})
"""From the finish on, a missing pair is said."""


class PhotoStrip(OnRestyle, QWidget):
    """Shows and takes the photos of one ticket; adding and removing have the undo bar."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.setObjectName("part_photos")
        self.setProperty("k", "scrolled")
        self._services, self._jobs = services, services.jobs
        self._may = "ticket.write" in services.office.rights
        self._ticket: int | None = None
        self._status = ""
        self._photos: tuple[Photo, ...] = ()
        self._job: Job | None = None
        self._view: PhotoView | None = None
        self._viewed: int | None = None
        self._phone: PhoneDialog | None = None
        self._compact = self._gated = False
        self._lacks = ""
        self._make_parts()
        self._lay_out()
        self._connect()

    def _make_parts(self) -> None:
        self._title = Words("照片", "head")
        self.kind = Segment("photo_kind", KINDS.items())
        self.kind.setAccessibleName("添加的照片是")
        self.files = Btn("选照片", name="photo_files", icon="ri.add-line", small=True)
        self.paste = Btn("粘贴", name="photo_paste", small=True, key="Ctrl+V")
        self.phone = Btn("从手机", name="photo_phone", icon="ri.camera-line", small=True)
        self.phone.setToolTip("从手机文件夹里挑照片")
        self.thumbs = Thumbs("photos", "照片，回车看大图，Delete 撤下")
        self.warning = Banner("warn", "")
        self.warning.setObjectName("banner_photos")
        self.told = Words("", "error")
        self.told.setObjectName("lbl_photos_told")
        self.told.setWordWrap(True)
        self._none = Words("", "sm3")
        self._none.setObjectName("lbl_no_photos")
        self._none.setWordWrap(True)

    def _lay_out(self) -> None:
        self._column = column(self, gap=6)
        self._arrange()
        for part in (self.warning, self.thumbs, self._none, self.told):
            part.hide()
        for deed in (self.kind, self.files, self.paste, self.phone):
            deed.setVisible(self._may)
        self.setAcceptDrops(self._may)

    def _arrange(self) -> None:
        """Lay the parts out anew: the photos first where they stand beside what they show."""
        while self._column.count():
            held = self._column.takeAt(0)
            inner = held.layout() if held is not None else None
            while inner is not None and inner.count():
                inner.takeAt(0)
        deeds = (self.files, self.paste, self.phone)
        if self._compact:
            for part in (self.warning, self.thumbs, self._none):
                self._column.addWidget(part)
            self._column.addLayout(row(self.kind, None))
            self._column.addLayout(row(*deeds, None, spacing=6))
        else:
            self._column.addLayout(row(self._title, None, self.kind, *deeds))
            for part in (self.warning, self.thumbs, self._none):
                self._column.addWidget(part)
        self._column.addWidget(self.told)
        # Not before it stands in a layout: it would open a window of its own.
        self._title.setVisible(not self._compact)

    def _connect(self) -> None:
        on_click(self.files, self.ask_files)
        on_click(self.paste, self.take_clipboard)
        on_click(self.phone, self.open_phone)
        self.thumbs.opened.connect(self._open)
        self.thumbs.removed.connect(self._remove)
        self._jobs.changed.connect(self._changed)

    @property
    def takes(self) -> bool:
        """Whether this account may add photos."""
        return self._may

    def make_compact(self, *, compact: bool) -> None:
        """Stand beside something, two photos wide, or take the whole width."""
        if compact != self._compact:
            self._compact = compact
            self._arrange()
            self._say_lacks()
            self.restyle()

    @override
    def restyle(self) -> None:
        wide = round(theme.px("f_body") * _COMPACT)
        self.setMinimumWidth(wide if self._compact else 0)
        self.setMaximumWidth(wide if self._compact else _ANY)
        self.thumbs.make_small(small=self._compact)

    def show_view(self, view: TicketView) -> None:
        """Show the photos of a ticket."""
        ticket, status = view.id, view.status
        if (ticket, status) == (self._ticket, self._status):
            return
        if ticket != self._ticket:
            self._photos = ()
            self.thumbs.clear()
            self._tell("")
        self._ticket, self._status = ticket, status
        self._read()

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            self._read()

    def _read(self) -> None:
        if self._ticket is None:
            return
        if self._job is not None:
            self._job.drop()
        reply = Reply(self._show, self._lost)
        self._job = self._jobs.read(self, reply, ticket_photos, self._ticket)

    def _lost(self, _error: UserError) -> None:
        """The ticket is gone; its page says so."""
        self._ticket = None

    def _show(self, found: TicketPhotos) -> None:
        self._photos = found.photos
        self.thumbs.show_all([(one.id, below(one), spoken(one)) for one in found.photos])
        self.thumbs.setVisible(bool(found.photos))
        self._none.setVisible(not found.photos)
        self._none.setText(
            "还没有照片。把照片拖到这里，或者选照片、粘贴、从手机挑。"
            if self._may
            else "没有照片。"
        )
        for key in self.thumbs.waiting():
            self._fetch(key)
        if self._view is not None and self._viewed == self._ticket:
            self._view.renew(found.photos)
        self._lacks = lacking(found.lacks) if self._status in _TOLD else ""
        self._gated = found.gated
        self._say_lacks()
        self.kind.choose(found.lacks[0] if found.lacks else "after")

    def _say_lacks(self) -> None:
        """Say what is missing and what follows; in short where there is little room."""
        then = "补上才能办结" if self._gated else "不影响办结，补上以前会列在“缺照片”里"
        whole = f"还没有{self._lacks}的照片。{then}。"
        short = f"还没有{self._lacks}的照片{'，办不了结' if self._gated else ''}"
        self.warning.words.setText(short if self._compact else whole)
        self.warning.setToolTip(whole)
        self.warning.setVisible(bool(self._lacks))

    def _fetch(self, photo: object) -> None:
        if not isinstance(photo, int):
            return
        gone = partial(self._no_picture, photo)
        reply = Reply(partial(self.thumbs.put, photo), gone, gone)
        self._jobs.paper(self, reply, reading.image_of, photo, small=True)

    def _no_picture(self, photo: int, _why: object) -> None:
        """Its file is gone or damaged: the mark says so, opening it says why."""
        self.thumbs.put(photo, None)

    def ask_files(self) -> None:
        """Ask for pictures."""
        names, _ = QFileDialog.getOpenFileNames(self, "选照片", "", f"照片 ({ENDINGS})")
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path], kind: str = "") -> None:
        """Prepare these files and keep them as the kind in hand."""
        if paths and self._ticket is not None:
            self._prepare(kind, reading.from_files, tuple(paths))

    def take_clipboard(self) -> None:
        """Keep the picture or the files that were copied."""
        held = QGuiApplication.clipboard().mimeData()
        if not self.take(held):
            self._tell("剪贴板里没有照片。先在别的程序里复制一张，再粘贴。")

    def take(self, held: QMimeData) -> bool:
        """Keep the picture or the files of a clipboard or a drop; whether there were any."""
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if paths:
            self.add_files(paths)
            return True
        image = held.imageData() if held.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        self._prepare("", reading.from_clipboard, image)
        return True

    def open_phone(self) -> None:
        """Show the pictures of the phone."""
        if self._phone is None:
            self._phone = PhoneDialog(self._jobs, self._services.memory, self.window())
            self._phone.chosen.connect(self._from_phone)
        self._phone.begin(self.kind.value())

    def _from_phone(self, kind: str, paths: tuple[Path, ...]) -> None:
        self.add_files(paths, kind)

    def _prepare(self, kind: str, function: Any, what: object) -> None:
        """Prepare in a process of their own; the status line shows how far and stops it."""
        self._tell("")
        order = self._ticket, kind or self.kind.value()
        stopped = partial(self._tell, "已停下，这些照片没有存。")
        reply = Reply(partial(self._prepared, order), None, self._tell, stopped)
        self._jobs.watch_draw(_TITLE, self, reply, function, what)

    def _prepared(self, order: tuple[int | None, str], found: reading.Prepared) -> None:
        pictures, refused = found
        self._tell(refused_words(refused))
        ticket, kind = order
        if pictures and ticket is not None:
            command = AddPhotos(Owner("ticket", ticket), kind, pictures)
            reply = Reply(partial(self._kept, len(pictures)), None, self._tell)
            self._jobs.write(self, reply, add_photos, command)

    def _kept(self, asked: int, kept: tuple[int, ...]) -> None:
        there = asked - len(kept)
        if there:
            self._jobs.messages.say(f"{there:,} 张照片已经在这里，没有重复存。")

    def _open(self, photo: object) -> None:
        if isinstance(photo, int):
            if self._view is None:
                self._view = PhotoView(self._jobs, self.window(), may_write=self._may)
            self._viewed = self._ticket
            self._view.begin(self._photos, photo)

    def _remove(self, photo: object) -> None:
        if isinstance(photo, int) and self._may:
            self._jobs.write(self, lambda _id: None, remove_photo, photo)

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.take(event.mimeData()):
            event.acceptProposedAction()
