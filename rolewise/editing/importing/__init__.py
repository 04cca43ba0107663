"""Folders of CSV files -> the tables of `knowledge/imported`."""

from rolewise.editing.importing.folder import Imported, ImportRefused, import_folder

__all__ = ["ImportRefused", "Imported", "import_folder"]
