"""Makes the PDF and Word documents of the samples from their sources: `just samples`. README.md says with what."""

import os
import subprocess
from datetime import date, datetime, timezone
from pathlib import Path

import typst

HERE = Path(__file__).parent
SOURCES, DOCUMENTS = HERE / "sources", HERE / "documents"

# Word's core properties say when a file was made; here it is the day of publication, so that a remake is the same file.
PUBLISHED = {
    "climate-displacement-2024": date(2024, 4, 22),
    "corredores-de-remesas-2023": date(2023, 2, 1),
}


def pdf(source: Path) -> None:
    # Only the fonts that come with Typst, so that the file does not depend on the machine.
    typst.compile(source, output=DOCUMENTS / f"{source.stem}.pdf", ignore_system_fonts=True)


def docx(source: Path) -> None:
    day = datetime.combine(PUBLISHED[source.stem], datetime.min.time(), timezone.utc)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(day.timestamp()))}
    command = ["pandoc", "--from", "markdown", source, "--output", DOCUMENTS / f"{source.stem}.docx"]
    subprocess.run(command, check=True, env=environment)


for source in sorted(SOURCES.iterdir()):
    {".typ": pdf, ".md": docx}[source.suffix](source)
    print(source.stem)
