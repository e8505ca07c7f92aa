#!/usr/bin/env python3
"""Measures the finished program: printing a programme of 200 projects, and reading ten million answers.

    benches/whole_run.py [--projects 200] [--answers 10000000] [--jalon FILE --generate FILE]

Builds with `cargo bench --no-run` (program and generator in one go) unless both binaries are given. Prints, for
`jalon build` with 1 and with 2 jobs: CPU of the process tree, wall clock, largest process, documents a second, CPU
for 15 pages, and whether both runs wrote the same bytes. Then, for `jalon check` over one table of answers: CPU
against the bare counting pass of the csv crate over the same file, and the memory above 8 bytes an answer.
Only ratios of one run mean something on a shared machine: the load is printed. Needs a Unix and `pdfinfo`
(poppler-utils) for the pages.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

MIB = 1 << 20


def built():
    """The program and the generator, built with the same settings."""
    said = subprocess.run(
        ["cargo", "bench", "--no-run", "--message-format=json"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    made = {}
    for line in said.splitlines():
        message = json.loads(line)
        if message.get("executable"):
            made[message["target"]["name"]] = message["executable"]
    return made["jalon"], made["generate"]


def run(*command, accept=(0,)):
    """CPU seconds of the process tree, wall seconds, bytes of its largest process."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accept:
            errors.seek(0)
            raise SystemExit(f"{command[0]} {command[1]}: {process.returncode}\n{errors.read().decode()[-2000:]}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss * 1024


def digest(folder):
    """One hash over the names and bytes of all PDF files of a folder."""
    whole = hashlib.sha256()
    files = sorted(folder.rglob("*.pdf"))
    for file in files:
        whole.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest(), files


def pages(files):
    said = (subprocess.run(["pdfinfo", file], stderr=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True).stdout for file in files)
    return sum(int(re.search(r"^Pages:\s+(\d+)", text, re.M)[1]) for text in said)


def printing(jalon, generate, folder, count, largest):
    print(f"groups of 4 to {largest} people")
    programme = folder / f"programme-{largest}"
    run(generate, "programme", count, programme, largest)
    digests = set()
    for jobs in (1, 2):
        out = folder / f"pdf-{largest}-{jobs}"
        cpu, wall, peak = run(jalon, "build", programme, "-o", out, "--jobs", jobs, accept=(0, 1))
        whole, files = digest(out)
        digests.add(whole)
        sheets = pages(files)
        size = sum(file.stat().st_size for file in files)
        print(
            f"jobs {jobs}: {len(files)} documents, {sheets} pages; CPU {cpu:.1f} s, wall {wall:.1f} s, "
            f"{len(files) / wall:.1f} documents/s, {1000 * cpu * 15 / sheets:.0f} ms CPU and "
            f"{size / sheets * 15 / 1024:.0f} KiB for 15 pages, largest process {peak / MIB:.0f} MiB"
        )
    print("same bytes" if len(digests) == 1 else "DIFFERENT BYTES")


def reading(jalon, generate, folder, rows):
    own = folder / "projet"
    own.mkdir()
    (own / "projet.toml").write_text('nom = "Mesure"\nstructure = "Mesure"\ndebut = 2023-01-01\n', encoding="utf-8")
    table = own / "reponses.csv"
    run(generate, "long", rows, table)
    run(generate, "count", table)
    bare, _, _ = run(generate, "count", table)
    cpu, _, peak = run(jalon, "check", own, accept=(0, 1))
    print(
        f"{rows} answers, {table.stat().st_size / MIB:.0f} MiB: counted in {bare:.2f} s CPU, checked in {cpu:.2f} s = "
        f"{cpu / bare:.2f} times; peak {peak / MIB:.0f} MiB = {(peak - 8 * rows) / MIB:.0f} MiB above the answers"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=200)
    parser.add_argument("--answers", type=int, default=10_000_000)
    parser.add_argument("--jalon")
    parser.add_argument("--generate")
    typed = parser.parse_args()
    jalon, generate = (typed.jalon, typed.generate) if typed.jalon and typed.generate else built()
    print("load", *os.getloadavg())
    with tempfile.TemporaryDirectory() as folder:
        if typed.answers:
            reading(jalon, generate, pathlib.Path(folder), typed.answers)
        if typed.projects:
            # Teams as laureates have them, then larger ones, whose annex resamples.
            for largest in (15, 40):
                printing(jalon, generate, pathlib.Path(folder), typed.projects, largest)


main()
