"""Where the live file must not lie."""

import os
import sys
from pathlib import Path

import pytest

from desktop_app.errors import SurroundingsFailed
from desktop_app.store import opening, places
from desktop_app.store.database import Store

MOUNTS = """/dev/root / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
//office/share /srv/office\\040share cifs rw 0 0
/dev/nonesuch1 /media/manee/STICK vfat rw 0 0
mount /home/manee/remote fuse.sshfs rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/sarup", ""),
        ("/home/manee/.local/share/sarup", places.NETWORK),
        ("/srv/office share/sarup", places.NETWORK),
        ("/srv/office", ""),
        ("/home/manee/remote/x", places.NETWORK),
        ("/media/manee/STICK", places.REMOVABLE),
        ("/tmp/x", ""),
    ],
)
def test_the_kind_of_a_folder_comes_from_its_mount(folder: str, kind: str) -> None:
    assert places._on_linux(Path(folder), MOUNTS) == kind


def test_a_computer_started_from_the_network_may_keep_its_data_there() -> None:
    assert places._on_linux(Path("/home/manee"), "server:/root / nfs4 rw 0 0\n") == ""


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - สำนักงานจังหวัด", "Google Drive", "Nextcloud"])
def test_the_program_does_not_put_its_database_into_a_cloud_folder(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SARUP_HOME", str(tmp_path / name))
    path = tmp_path / name / "data" / "sarup.db"
    with pytest.raises(SurroundingsFailed, match="คลาวด์"):
        Store(path)
    assert not path.exists()


def test_a_folder_that_a_program_synchronises_is_known_by_its_mark(tmp_path: Path) -> None:
    inner = tmp_path / "reports"
    inner.mkdir()
    assert places.why_not(inner / "sarup.db") == ""
    (tmp_path / ".stfolder").mkdir()
    assert places.why_not(inner / "sarup.db") == places.CLOUD


@pytest.mark.skipif(sys.platform != "linux", reason="a table of mounts")
def test_who_names_a_file_in_a_cloud_folder_gets_it_but_not_on_a_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Dropbox" / "named.db"
    Store(path).close()
    assert path.exists()
    monkeypatch.setattr(places, "_mounts", lambda: f"server:/x {os.path.realpath(tmp_path)} nfs4 rw 0 0\n")
    with pytest.raises(SurroundingsFailed, match="เครือข่าย"):
        opening.open_file(path)
    with Store(path, write=False) as store:
        assert store.summaries() == []
