"""Unit files that keep Foretell running where systemd does."""

import getpass
import sys
from pathlib import Path

SERVE = """\
[Unit]
Description=Foretell: articles into the warehouse at {home}, on a schedule
Wants=network-online.target
After=network-online.target

[Service]
Type=simple
User={user}
WorkingDirectory={home}
Environment={variable}
# Passwords, tokens and FORETELL_NOTIFY; the file may be missing.
EnvironmentFile=-/etc/foretell.env
ExecStart={quoted_command} serve
Restart=on-failure
RestartSec=30
KillMode=mixed
TimeoutStopSec=60
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

[Install]
WantedBy=multi-user.target
"""

ONCE = """\
[Unit]
Description=Foretell: articles into the warehouse at {home}, once
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={home}
Environment={variable}
EnvironmentFile=-/etc/foretell.env
ExecStart={quoted_command} run --once
# 3: an input was rejected; the rest is loaded.
SuccessExitStatus=3
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full
"""

TIMER = """\
[Unit]
Description=Foretell: every quarter of an hour

[Timer]
OnCalendar=*:0/15
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(home: Path, *, command: Path | None = None, user: str | None = None) -> dict[str, str]:
    """Return the unit files by name: the service, and one run with its timer.

    Args:
        home: The workspace.
        command: Where `foretell` is; beside this Python if not said.
        user: Whom it runs as; who asks if not said.
    """
    found = command or Path(sys.executable).with_name("foretell")
    words = {
        "home": _escaped(str(home)),
        "variable": _quoted(f"FORETELL_HOME={home}"),
        "quoted_command": _quoted(str(found)),
        "user": user or getpass.getuser(),
    }
    return {
        "foretell.service": SERVE.format(**words),
        "foretell-run.service": ONCE.format(**words),
        "foretell-run.timer": TIMER,
    }


def _escaped(text: str) -> str:
    """Return a text in which systemd finds nothing to fill in."""
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """Return a word of a command, in quotes where it has spaces."""
    escaped = _escaped(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if " " in escaped else escaped
