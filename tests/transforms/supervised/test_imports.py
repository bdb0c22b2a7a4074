"""What the process of a run leaves to the process for pages."""

import subprocess
import sys

STAGES = ("extract", "clean", "annotate", "write", "fetch")
LOADED = f"""
import sys
import pipeline.graph
for stage in {STAGES}:
    __import__(f"transforms.{{stage}}.transform")
print(*sorted({{"spacy", "trafilatura", "htmldate", "py3langid"}} & set(sys.modules)))
"""


def test_the_process_of_a_run_loads_no_library_that_works_on_pages():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
