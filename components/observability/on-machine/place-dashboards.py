#!/usr/bin/python3
"""Puts Grafana's pages into a folder, a file each, from the one file in which they travel. Pages that are in it no more go.

place-dashboards PACKED FOLDER

In place of a text that belongs to one of TEXTS stands 0, and the texts come in the order of these places.
"""
import json
import os
import sys

TEXTS = ("title", "description", "legendFormat", "expr", "url")


def fill(value, texts):
    if isinstance(value, list):
        return [fill(one, texts) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: next(texts) if key in TEXTS and one == 0 else fill(one, texts) for key, one in value.items()}


def main(packed, folder):
    with open(packed, encoding="utf-8") as file:
        travelled = json.load(file)
    pages = fill(travelled["pages"], iter(travelled["texts"]))
    strange = [name for name in pages if name != os.path.basename(name) or not name.endswith(".json")]
    if strange:
        sys.exit(f"place-dashboards: {strange[0]!r} is no file's name; nothing was changed")
    os.makedirs(folder, mode=0o755, exist_ok=True)
    for name, page in pages.items():
        target = os.path.join(folder, name)
        # Grafana looks at any time: it finds the old page or the new one, whole.
        with open(f"{target}.new", "w", encoding="utf-8") as file:
            json.dump(page, file, ensure_ascii=False)
        os.chmod(f"{target}.new", 0o644)
        os.replace(f"{target}.new", target)
    for name in os.listdir(folder):
        if name not in pages:
            os.remove(os.path.join(folder, name))


if __name__ == "__main__":
    main(*sys.argv[1:])
