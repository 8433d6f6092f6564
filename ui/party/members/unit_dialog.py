"""单位: name, nature, party organisation, whom to write to; letters and feedback go by it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.common.choice import Choice
from ui.common.form_dialog import FormDialog
from ui.common.form_row import FormRow
from ui.jobs import Reply
from ui.life.group import short_line
from ui.page import Services
from ui.party.members.refused import tell
from wenming_desktop.errors import UserError
from wenming_desktop.party.member_model import SaveUnit, UnitRow
from wenming_desktop.party.units import save_unit, unit_natures, work_units


class UnitDialog(FormDialog):
    """One work unit, new or found by its name; `kept` carries its id."""

    kept = Signal(int)

    def __init__(self, services: Services, over: QWidget | None) -> None:
        super().__init__("unit", "单位资料", "存下", over)
        self._jobs, self._unit = services.jobs, UnitRow.nothing()
        self._wanted = ""
        self.name = short_line("unit_name", "单位名称", 60)
        self.nature = Choice("unit_nature", "性质")
        self.party = short_line("unit_party_org_name", "党组织名称", 60)
        self.contact = short_line("unit_contact_name", "联系人", 50)
        self.phone = short_line("unit_contact_phone", "联系电话", 40)
        self.address = short_line("unit_address", "地址", 80)
        self.partner = QCheckBox("驻区共建单位")
        self.partner.setObjectName("tick_unit_partner")
        self._rows = {
            "name": self.add(FormRow("unit_name", "单位名称", self.name, required=True)),
            "nature": self.add(FormRow("unit_nature", "性质", self.nature)),
            "party": self.add(FormRow("unit_party_org_name", "党组织名称", self.party)),
            "contact": self.add(FormRow("unit_contact_name", "联系人", self.contact)),
            "contact_phone": self.add(FormRow("unit_contact_phone", "联系电话", self.phone)),
            "address": self.add(FormRow("unit_address", "地址", self.address)),
            "partner": self.add(FormRow("unit_partner", "共建", self.partner)),
        }
        self.submitted.connect(self._keep)

    def begin(self, name: str = "") -> None:
        """Show the unit of a name, or a new one."""
        self._wanted = name
        self.fail("")
        for one in self.rows:
            one.clear()
        self._show(UnitRow.nothing())
        self._jobs.read(self, self._offer, unit_natures)
        # The rows are not measured before their column has laid itself out.
        self.column.activate()
        self.bring()

    def _offer(self, natures: tuple[tuple[str, str], ...]) -> None:
        self.nature.offer([("", "没有写"), *natures])
        self._jobs.read(self, self._found, work_units)

    def _found(self, units: tuple[UnitRow, ...]) -> None:
        found = next((one for one in units if self._wanted and one.name == self._wanted), None)
        self._show(found or UnitRow.nothing())
        if found is not None and found.members:
            self.told.setText(
                f"这个单位有 {found.members} 名双报到党员，反馈卡和反馈函按这里的名称写。"
            )

    def _show(self, unit: UnitRow) -> None:
        self._unit = unit
        self.told.setText("")
        self.name.setText(unit.name)
        self.nature.choose(unit.nature)
        self.party.setText(unit.party_org_name)
        self.contact.setText(unit.contact_name)
        self.phone.setText(unit.contact_phone)
        self.address.setText(unit.address)
        self.partner.setChecked(unit.is_partner)

    def _keep(self) -> None:
        for one in self.rows:
            one.clear()
        self.wait(waiting=True)
        command = SaveUnit(
            self.name.text(),
            str(self.nature.value() or ""),
            self.party.text(),
            self.contact.text(),
            self.phone.text(),
            self.address.text(),
            self.partner.isChecked(),
            self._unit.agreement_on,
            self._unit.id or None,
        )
        self._jobs.write(self, Reply(self._done, self._refused), save_unit, command)

    def _done(self, unit: int) -> None:
        self.wait(waiting=False)
        self.kept.emit(unit)
        self.accept()

    def _refused(self, error: UserError) -> None:
        tell(self, self._rows, error)
