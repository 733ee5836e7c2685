"""A worker process in Python: answers the session's requests one at a time until there are no more.

The messages are those of `src/harness/session/protocol.ts`. What they mean for a graph is in `puffin_rig.py`,
how they travel in `puffin_channel.py`; here is what may go wrong around them.
"""

import json
import os
import sys

# At the end of the path, so that no file of ours is taken for a framework's.
sys.path.append(os.path.dirname(os.path.abspath(__file__)))

from puffin_adapter import StatusFault  # noqa: E402
from puffin_channel import Channel  # noqa: E402
from puffin_rig import PrepareFault, Rig  # noqa: E402

PROTOCOL_VERSION = 2
LONGEST_MESSAGE = 2_000


def main():
    """Serves until told to stop, and cleans up whatever happens."""
    facts = _facts_of(sys.argv[sys.argv.index("--subject") + 1])
    channel = Channel(PROTOCOL_VERSION)
    rig = Rig(facts, channel, os.environ["PUFFIN_SCRATCH"])
    try:
        _serve(channel, rig)
    except KeyboardInterrupt:
        pass
    finally:
        rig.close()


def _serve(channel, rig):
    while (request := channel.next_request()) is not None:
        reply = _answer(rig, request)
        channel.reply(reply)
        if request["op"] == "shut-down":
            return


def _answer(rig, request):
    if request["v"] != PROTOCOL_VERSION:
        message = f"Cannot answer as 'v' must be {PROTOCOL_VERSION}: current value is {request['v']}"
        return {"op": "failed", "code": "protocol", "message": message}
    try:
        return rig.answer(request)
    except KeyboardInterrupt:
        return _failure("framework", "was cancelled")
    except ImportError as error:
        return _failure("import", _words_for(error))
    except StatusFault as error:
        return _failure("status", str(error))
    except PrepareFault as error:
        return _failure("prepare", f"threw while it built the graph: {_words_for(error.__cause__)}")
    except Exception as error:
        return _failure("framework", f"threw during a run: {_words_for(error)}")


def _failure(code, message):
    return {"op": "failed", "code": code, "message": message[:LONGEST_MESSAGE]}


def _words_for(error):
    return f"{type(error).__name__}: {error}"


def _facts_of(subject):
    """What is said of the subject: written beside this file by whoever installed it."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "subjects.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)[subject]


if __name__ == "__main__":
    main()
