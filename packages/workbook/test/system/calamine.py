"""Dumps what python-calamine reads from workbooks: python calamine.py FILE… > JSON, {file: {sheets: …} | {error: …}}."""

import datetime
import json
import sys

from python_calamine import CalamineWorkbook


def plain(value):
    if isinstance(value, bool) or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, datetime.datetime):
        # To the nearest second, as a spreadsheet shows it; midnight is the day itself.
        value = (value + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        return "date " + value.isoformat(sep=" ").removesuffix(" 00:00:00")
    if isinstance(value, datetime.date):
        return "date " + value.isoformat()
    if isinstance(value, datetime.time):
        return "time " + value.isoformat(timespec="seconds")
    if isinstance(value, datetime.timedelta):
        return "duration " + repr(value.total_seconds() / 86400)
    return repr(value)


def read(path):
    book = CalamineWorkbook.from_path(path)
    sheets = {}
    for meta in book.sheets_metadata:
        if str(meta.typ).split(".")[-1] != "WorkSheet":
            continue
        sheet = book.get_sheet_by_name(meta.name)
        cells = {}
        for r, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
            for c, value in enumerate(row, start=1):
                # An empty text is how it shows a blank.
                if value != "" or isinstance(value, bool):
                    cells[f"{r},{c}"] = plain(value)
        sheets[meta.name] = {"visible": str(meta.visible).split(".")[-1], "cells": cells, "merges": sheet.merged_cell_ranges}
    return {"sheets": sheets}


result = {}
for path in sys.argv[1:]:
    try:
        result[path] = read(path)
    except Exception as error:
        result[path] = {"error": f"{type(error).__name__}: {error}"}
json.dump(result, sys.stdout)
