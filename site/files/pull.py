#!/usr/bin/python3
"""Brings the published content here: the whole release that current.json names, or nothing of it."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys


def fetch(key, path):
    command = ["aws", "s3api", "get-object", "--region", "@REGION@", "--bucket", "@BUCKET@"]
    command += ["--key", key, path]
    limit = @FETCH_LIMIT_SECONDS@
    if subprocess.run(command, stdout=subprocess.DEVNULL, timeout=limit).returncode != 0:
        sys.exit(f"{key} is not to be had: the site goes on serving what it has")


def digest(path):
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def download(version, files):
    part = f"{version}.part"
    for file in files:
        path = f"{part}/www/{file['path']}"
        if digest(path) != file["sha256"]:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            fetch(f"releases/{version}/{file['path']}", path)
        if digest(path) != file["sha256"]:
            sys.exit(f"{file['path']} is not what current.json promises")
    with open(f"{part}/index.sha256", "w") as note:
        note.write(digest(f"{part}/www/index.html") + "\n")
    # A directory that has its final name is whole, even after a power cut.
    os.sync()
    os.rename(part, version)


os.umask(0o022)
os.chdir("@ROOT@@CONTENT@")
fetch("current.json", "current.json")
with open("current.json") as document:
    current = json.load(document)
version, files = current["version"], current["files"]
paths = [file["path"] for file in files]
if not re.fullmatch("@VERSION_PATTERN@", version) or "index.html" not in paths:
    sys.exit("current.json names no release")
for path in paths:
    if not re.fullmatch("@PATH_PATTERN@", path):
        sys.exit(f"current.json names {path!r}, which no release may hold")
if not os.path.isdir(version):
    download(version, files)
served = os.readlink("current")
if served != version:
    if os.path.lexists("next"):
        os.remove("next")
    os.symlink(version, "next")
    os.replace("next", "current")
    # The one before stays for who is still reading it.
    for name in os.listdir():
        if os.path.isdir(name) and name not in (version, served, "current"):
            shutil.rmtree(name)
