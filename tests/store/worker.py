"""A program that imports and decides until it is stopped, saying each thing only after it was saved.

python worker.py STORE NAME [DECISIONS]     with a number: only so many decisions
"""

import sys
from hashlib import sha256
from itertools import count

from figures.claims import Claim, Reading
from figures.documents import Document
from figures.store import Decision, Store

BATCH = 20


def read(document: Document) -> Reading:
    claim = Claim(
        f"{document.id}-0-2", "extracted", "killed", "exact", document.id, text=document.text[:2], start=0, end=2
    )
    return Reading(document, (claim,), ())


def batch(name: str, number: int) -> list[Document]:
    names = [f"{name}-{number}-{index}" for index in range(BATCH)]
    return [
        Document(" ".join(sha256(f"{each} {word}".encode()).hexdigest() for word in range(40)), each) for each in names
    ]


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    path, name, *limit = sys.argv[1:]
    store = Store.open(path)
    say("open")
    if limit:
        for index in range(int(limit[0])):
            say("decided", *store.decide(Decision("accept", name, f"{index}", claim_id=f"{name}-{index}")))
        return
    for number in count():
        store.add(batch(name, number), read=read)
        say("imported", number)
        for _ in range(5):
            numbers = store.decide(
                *(Decision("reject", name, claim_id=f"{name}-{number}-{index}-0-2") for index in range(2))
            )
            say("decided", *numbers)


if __name__ == "__main__":
    main()
