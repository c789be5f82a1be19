"""Which file comes in, as which kind of record, and what its columns mean."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.errors import DomainError
from app.domain.importing.decisions import Decisions
from app.domain.importing.mends import Mend
from app.domain.importing.plans import DEFAULTS, KEYS, ImportPlan, Mode, check_plan
from app.domain.importing.vocabulary import Vocabulary, Words
from app.exchange.pasted_cells import PastedTable, take_pasted
from app.exchange.table_files import TableFile, look_at_table
from app.queries.exchange.imports import TableGlance, glance_at_table
from ui.field_texts import field_label
from ui.screens.context import ScreenContext
from ui.screens.importing.long_run import LongRun
from ui.screens.importing.page_view import ImportPageView
from ui.screens.importing.rows import FileWords
from ui.screens.importing.words import entity_choices, file_words, plan_words
from ui.texts import _, sentence


class FileChoosing:
    """The file and the plan for it, as far as they are known.

    Args:
        view: Shows them.
        context: What every presenter gets.
        work: Runs what takes long.
        words: What the screens call fields and choices.
    """

    def __init__(
        self, view: ImportPageView, context: ScreenContext, work: LongRun, words: Words
    ) -> None:
        self._view, self._context, self._work, self._words = view, context, work, words
        self._entity = "account"
        self.table: TableFile | PastedTable | None = None
        self.plan: ImportPlan | None = None
        self._glance: TableGlance | None = None

    def show(self) -> None:
        """Show what is chosen so far."""
        words = FileWords()
        if self.table is not None and self._glance is not None:
            words = file_words(self.table, self._glance)
        self._view.show_file(words, entity_choices(), self._entity)

    def choose_file(self, path: Path) -> None:
        """Look at a file."""
        entity, workspace, words = self._entity, self._context.workspace, self._words

        def look() -> tuple[TableFile, TableGlance]:
            table = look_at_table(path)
            return table, glance_at_table(workspace, table, entity, words)

        self._work.run(look, lambda found: self._take(*found))

    def paste(self, text: str) -> None:
        """Take cells that were copied in a spreadsheet."""
        entity, workspace, words = self._entity, self._context.workspace, self._words

        def look() -> tuple[PastedTable, TableGlance]:
            table = take_pasted(text)
            return table, glance_at_table(workspace, table, entity, words)

        self._work.run(look, lambda found: self._take(*found))

    def choose_entity(self, entity: str) -> None:
        """Take the file for another kind of record."""
        self._entity = entity
        self._look_again(self.table)

    def choose_sheet(self, sheet: str) -> None:
        """Read another sheet."""
        if isinstance(self.table, TableFile):
            self._look_again(self.table.take_sheet(int(sheet)))

    def choose_encoding(self, encoding: str) -> None:
        """Read the text in another encoding."""
        table = self.table
        if isinstance(table, TableFile):
            self._work.run(lambda: table.take_encoding(encoding), self._look_again)

    def _look_again(self, table: TableFile | PastedTable | None) -> None:
        if table is None:
            self.show()
            return
        entity, workspace, words = self._entity, self._context.workspace, self._words
        self._work.run(
            lambda: glance_at_table(workspace, table, entity, words),
            lambda glance: self._take(table, glance),
        )

    def _take(self, table: TableFile | PastedTable, glance: TableGlance) -> None:
        self.table, self._glance = table, glance
        fields = {column.field for column in glance.columns}
        keys = [key for key in KEYS[self._entity] if set(key) <= fields]
        self.plan = ImportPlan(
            entity=self._entity,
            columns=glance.columns,
            heading_line=glance.heading_line,
            key=keys[0] if keys else KEYS[self._entity][0],
            defaults=DEFAULTS.get(self._entity, {}),
        )
        self.show()

    def choose_field(self, place: int, field: str) -> None:
        """Let a column fill another field; the one that filled it before is left out."""
        if self.plan is None:
            return
        freed = (
            replace(column, field="") if field and column.field == field else column
            for column in self.plan.columns
        )
        columns = tuple(
            replace(column, field=field) if column.place == place else column for column in freed
        )
        self._change(replace(self.plan, columns=columns))

    def choose_mode(self, mode: str) -> None:
        """Make, change, or either."""
        if self.plan is not None:
            self._change(replace(self.plan, mode=Mode(mode)))

    def choose_key(self, key: str) -> None:
        """Find records by another field."""
        if self.plan is not None:
            self._change(replace(self.plan, key=tuple(key.split("+"))))

    def choose_type(self, kind: str) -> None:
        """Give new accounts another type where the file does not say."""
        if self.plan is not None:
            self._change(replace(self.plan, defaults={**self.plan.defaults, "type": kind}))

    def allow_twins(self, is_on: bool) -> None:
        """Take rows that are probably an account that exists."""
        if self.plan is not None:
            self._change(replace(self.plan, allows_twins=is_on))

    def decide(self, decisions: Decisions) -> None:
        """Take what was decided about words."""
        if self.plan is not None:
            self.plan = replace(self.plan, decisions=decisions)

    def mend(self, mends: tuple[Mend, ...]) -> ImportPlan:
        """Take what was written anew in place of cells.

        Raises:
            ValueError: There is no plan.
        """
        if self.plan is None:
            raise ValueError
        self.plan = replace(self.plan, mends=mends)
        return self.plan

    def show_plan(self) -> None:
        """Show how the columns are understood."""
        if self.plan is not None and self._glance is not None:
            vocabulary = Vocabulary(self.plan.entity, self._words)
            words = plan_words(self.plan, self._glance, vocabulary, self.trouble())
            self._view.show_plan(words)

    def trouble(self) -> str:
        """Return why no row could come in; "" where rows can."""
        if self.plan is None:
            return ""
        try:
            check_plan(self.plan)
        except DomainError as error:
            words, field = sentence(error), str(error.params.get("field", ""))
            if not field:
                return words
            label = field_label(self.plan.entity, field)
            return _("{field}: {words}").format(field=label, words=words)
        return ""

    def _change(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.show_plan()
