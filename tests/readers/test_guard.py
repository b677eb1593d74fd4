"""The child process: what it may do, how it ends, and what becomes of a document that ends it."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline import media
from pipeline.readers import Guard, read_source
from pipeline.readers.frames import read_frame, write_frame
from pipeline.readers.guard import CODE, Patience
from schemas import RejectionReason, SourceError
from tests.readers.reading_sources import source

PAGE = "<html><body><p>Orders for pumps rose by 12% to $3.4bn in the year.</p></body></html>"

STAND_IN = """
import os, signal, sys, time
sys.path.insert(0, {code!r})
from pipeline.readers.frames import read_frame, write_frame
requests, answers = os.fdopen(0, "rb"), os.fdopen(1, "wb")
while (frame := read_frame(requests)) is not None:
    header, content = frame
    {deed}
    write_frame(answers, {{"attempt": header["attempt"], "pid": os.getpid()}})
"""


def stand_in(deed: str) -> tuple[str, ...]:
    """Return the command of a child that does something before it answers."""
    return sys.executable, "-c", textwrap.dedent(STAND_IN).format(code=str(CODE), deed=deed)


def reason_of(guard: Guard) -> RejectionReason:
    """Return why the guard refuses a document."""
    with pytest.raises(SourceError) as caught:
        guard.ask("read", media.HTML, b"x")
    guard.close()
    return caught.value.reason


def test_a_document_that_ends_three_children_is_parked() -> None:
    """After the third death nobody is asked again."""
    assert reason_of(Guard(command=stand_in("os.abort()"))) is RejectionReason.PARKED


def test_a_child_that_dies_once_is_followed_by_another() -> None:
    """The second attempt says that it is one, so that a reader can be more careful."""
    guard = Guard(command=stand_in("header['attempt'] == 1 and os.kill(os.getpid(), 9)"))
    assert guard.ask("read", media.HTML, b"x")[0]["attempt"] == 2
    guard.close()


def test_a_child_that_stalls_is_ended() -> None:
    """What takes too long is refused at once, and not tried again."""
    guard = Guard(Patience(wait_seconds=0.3), command=stand_in("time.sleep(60)"))
    assert reason_of(guard) is RejectionReason.TOO_COSTLY


def test_a_child_that_works_too_long_is_ended_by_the_system() -> None:
    """SIGXCPU is what the limit of working time ends a process with."""
    guard = Guard(command=stand_in("os.kill(os.getpid(), signal.SIGXCPU)"))
    assert reason_of(guard) is RejectionReason.TOO_COSTLY


def test_nonsense_is_no_answer() -> None:
    """A child that was taken over can say nothing but JSON."""
    guard = Guard(command=stand_in("answers.write(b'#' * 64); answers.flush(); time.sleep(60)"))
    assert reason_of(guard) is RejectionReason.PARKED


def test_one_child_reads_many_documents() -> None:
    """Starting costs more than reading."""
    guard = Guard(command=stand_in("pass"))
    assert len({guard.ask("read", media.HTML, b"x")[0]["pid"] for _ in range(3)}) == 1
    guard.close()


def test_a_killed_child_is_replaced(guard: Guard) -> None:
    """The next document does not suffer."""
    read_source(source(PAGE, media.HTML), guard)
    child = guard._child
    assert child is not None
    os.kill(child.process_id, signal.SIGKILL)
    assert "12%" in read_source(source(PAGE, media.HTML), guard).raw_text


def test_without_a_guard_one_is_made_and_ended() -> None:
    """Reading a single document leaves no process behind."""
    assert "12%" in read_source(source(PAGE, media.HTML)).raw_text


CONFINED = """
import sys
from pathlib import Path
from pipeline.readers.confine import confine
confine(Path({code!r}))
try:
    {deed}
except (PermissionError, MemoryError) as error:
    print(type(error).__name__)
else:
    print("done")
"""


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        pytest.param("open('/etc/passwd')", "PermissionError", id="a file of the system"),
        pytest.param("open({tmp!r})", "PermissionError", id="a file beside"),
        pytest.param("open(sys.prefix + '/new', 'w')", "PermissionError", id="writing"),
        pytest.param("open(sys.prefix + '/../../etc/passwd')", "PermissionError", id="the way up"),
        pytest.param("__import__('socket').socket()", "PermissionError", id="a connection"),
        pytest.param("__import__('os').system('true')", "PermissionError", id="a command"),
        pytest.param("__import__('os').remove({tmp!r})", "PermissionError", id="removing"),
        pytest.param("bytearray(3 * 10**9)", "MemoryError", id="memory"),
        pytest.param("__import__('email.policy')", "done", id="a module of Python"),
    ],
)
def test_what_a_child_may_do(tmp_path: Path, deed: str, expected: str) -> None:
    """Reading what Python is made of, and nothing else."""
    file = tmp_path / "a.txt"
    file.write_text("x")
    code = CONFINED.format(code=str(CODE), deed=deed.format(tmp=str(file)))
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=CODE)
    assert answer.stdout == f"{expected}\n"
    assert file.exists()


def test_frames_come_back() -> None:
    """Header and body are what was written; an end in the middle is no frame."""
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as stream:
        write_frame(stream, {"a": [1, "\udc80"]}, b"\x00body")
        stream.write(b"\x00" * 7)
    with os.fdopen(read_end, "rb") as stream:
        assert read_frame(stream) == ({"a": [1, "\udc80"]}, b"\x00body")
        assert read_frame(stream) is None


def test_a_frame_beyond_measure_is_none() -> None:
    """A length that nobody would write is not believed."""
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as stream:
        stream.write(b"\xff" * 16)
    with os.fdopen(read_end, "rb") as stream, pytest.raises(ValueError, match="none of ours"):
        read_frame(stream)


def test_nothing_of_our_environment_is_handed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords of sources stand in it."""
    monkeypatch.setenv("FORETELL_TEST_PASSWORD", "secret")
    guard = Guard(command=stand_in("header['attempt'] = sorted(os.environ)"))
    names = guard.ask("read", media.HTML, b"x")[0]["attempt"]
    guard.close()
    assert "HOME" in names
    assert not any("FORETELL" in name for name in names)
