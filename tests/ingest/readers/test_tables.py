from ingest.readers.tables import Cell, table_lines


def cells(*texts: str, heading: bool | None = None) -> list[Cell]:
    return [Cell((text,) if text else (), heading=heading) for text in texts]


def test_each_number_keeps_its_columns_heading() -> None:
    rows = [cells("Unit", "Killed", "Wounded"), cells("Rifles", "23", "51"), cells("Guards", "", "12")]
    assert table_lines(rows) == [
        "Unit | Killed | Wounded",
        "Unit: Rifles | Killed: 23 | Wounded: 51",
        "Unit: Guards | Wounded: 12",
    ]


def test_a_title_over_all_columns_is_said_once() -> None:
    rows = [[Cell(("Losses",), columns=3)], cells("Unit", "Killed", "Wounded"), cells("Rifles", "23", "51")]
    assert table_lines(rows)[0] == "Losses"
    assert "\n".join(table_lines(rows)).count("Losses") == 1


def test_a_cell_over_two_rows_belongs_to_both() -> None:
    rows = [
        cells("Unit", "Killed", "Chief"),
        [*cells("Rifles", "23"), Cell(("Trent",), rows=2)],
        cells("Guards", "7"),
        cells("Militia", "0", "Sedge"),
    ]
    lines = table_lines(rows)
    assert lines[2] == "Unit: Guards | Killed: 7 | Chief: Trent"
    assert lines[3] == "Unit: Militia | Killed: 0 | Chief: Sedge"


def test_a_heading_over_two_columns_stands_before_both() -> None:
    rows = [[*cells("Unit"), Cell(("Losses",), columns=2)], cells("Rifles", "23", "51")]
    assert table_lines([[Cell(c.parts, c.columns, heading=True) for c in rows[0]], rows[1]])[1] == (
        "Unit: Rifles | Losses: 23 | Losses: 51"
    )


def test_labels_and_values_are_not_headed_by_the_first_of_them() -> None:
    assert table_lines([cells("Name:", "Ada"), cells("Born:", "1950")]) == ["Name: | Ada", "Born: | 1950"]


def test_numbers_are_no_headings() -> None:
    assert table_lines([cells("1", "2", "3"), cells("4", "5", "6")]) == ["1 | 2 | 3", "4 | 5 | 6"]


def test_items_of_a_cell_stay_with_it_and_long_cells_are_text() -> None:
    assert table_lines([[*cells("Monday"), Cell(("first;", "second"))]]) == ["Monday | first; second"]
    long = "A sentence of some length. " * 20
    assert table_lines([[Cell((long, "end"))]]) == [long, "end"]


def test_no_rows_no_lines() -> None:
    assert table_lines([]) == table_lines([[]]) == table_lines([cells("", "")]) == []
