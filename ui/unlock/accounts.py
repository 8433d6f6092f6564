"""The list of accounts: an avatar, a name, a role, when it was last here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from ui.common import theme
from ui.common.labels import draw_avatar

_Role = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Account:
    """An account as the unlock page shows it."""

    login: str
    name: str
    role: str = ""
    last: str = ""


class _AccountDelegate(QStyledItemDelegate):
    """Draws one account."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(56 * theme.px("f_body") / 15))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        account: Account = index.data(_Role)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, theme.colour("ink_tint"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.colour("ink"))
        disc = QRect(area.left() + 16, area.center().y() - 17, 36, 36)
        draw_avatar(painter, disc, account.name[:1], solid=chosen)
        words = area.adjusted(64, 6, -16, -6)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(bold=True))
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(top if account.role else middle), account.name)
        painter.setPen(theme.colour("text_3"))
        painter.setFont(theme.font("f_cap"))
        painter.drawText(words, int(bottom), account.role)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | middle), account.last)
        painter.restore()


class AccountList(QListWidget):
    """Accounts to choose from with the arrow keys."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        super().__init__()
        self.setObjectName("lst_accounts")
        self.setProperty("k", "plain")
        self.setAccessibleName("选择账号")
        self.setItemDelegate(_AccountDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for account in accounts:
            item = QListWidgetItem(self)
            item.setData(_Role, account)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{account.name} {account.role}")
        self.setCurrentRow(0 if accounts else -1)

    def logins(self) -> list[str]:
        """Return every account's login."""
        return [self.item(at).data(_Role).login for at in range(self.count())]

    def chosen(self) -> Account | None:
        """Return the account chosen."""
        item = self.currentItem()
        account = item.data(_Role) if item is not None else None
        return account if isinstance(account, Account) else None

    def choose(self, login: str) -> None:
        """Choose an account by its login; an unknown one changes nothing."""
        for at in range(self.count()):
            account = self.item(at).data(_Role)
            if isinstance(account, Account) and account.login == login:
                self.setCurrentRow(at)

    def move_by(self, step: int) -> None:
        """Choose the next or the last account."""
        if self.count():
            self.setCurrentRow((self.currentRow() + step) % self.count())
