"""Where a dialog for files begins: where the last such file was, else among the documents; never in the program's own folder."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

Place = QStandardPaths.StandardLocation


def folder_or_documents(last: str) -> str:
    """The folder used last, if it still exists: a stick may be gone."""
    documents = QStandardPaths.writableLocation(Place.DocumentsLocation)
    known = (last, documents, str(Path.home()))
    return next((folder for folder in known if folder and Path(folder).is_dir()), "")
