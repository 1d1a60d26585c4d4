"""One table with its values and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphcdc.findings import Problem, Sentence
from graphcdc.tables.faults import Fault
from graphcdc.tables.grids import Sheet


@dataclass
class Checked:
    """One file or sheet with its values; ``bad`` are the positions of rows with an error."""

    sheet: Sheet
    columns: dict[str, list[Any]]
    bad: set[int] = field(default_factory=set)
    notes: list[Sentence] = field(default_factory=list)

    @property
    def table(self) -> str:
        """Name of the table."""
        return self.sheet.table

    def report(self, fault: Fault, at: int | None, column: str | None, value: str | None) -> None:
        """Add a fault at a row (its position among the rows, None for the header)."""
        if at is not None and fault.severity == "error":
            self.bad.add(at)
        sheet = self.sheet
        if sheet.ledger.count(fault.severity, fault.code):
            return
        header = None
        if column is not None and column in sheet.places:
            header = sheet.header[sheet.places[column]]
        help_key = fault.help or f"{fault.code}_help"
        header = header if header is not None else column
        sheet.ledger.add(
            Problem(
                fault.severity,
                fault.code,
                sheet.file,
                Sentence(fault.code, fault.values),
                Sentence(help_key, {**fault.help_values, "column": header and header.rstrip(" *")}),
                row=sheet.header_row if at is None else sheet.numbers[at],
                column=column,
                header=header,
                value=value,
                sheet=sheet.sheet,
            )
        )
