"""Loads the cleaning rules: those in code, those that the package brings, and those of a config folder."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.config.defaults import shipped_config
from pipeline.config.pattern_growth import slow_patterns
from pipeline.config.yaml_io import Problem, read_mapping, yaml_files
from transforms.clean.furniture import Furniture
from transforms.clean.patterns import PatternRule, failing_examples, pattern_rule
from transforms.clean.registry import Rule, code_rules


def load_rules(folder: Path, problems: list[Problem]) -> dict[str, Rule]:
    """All cleaning rules by name; those of the folder replace others of the same name. Adds mistakes to `problems`."""
    rules: dict[str, Rule] = {**code_rules(), "furniture": Furniture()}  # a run replaces it by one with the repeated lines
    shipped = shipped_config().resolve()
    if shipped == folder.resolve():
        return dict(sorted((rules | _rules_in(folder, problems)).items()))
    shipped_rules, found = _shipped_rules(shipped)
    problems += found
    return dict(sorted((rules | shipped_rules | _rules_in(folder, problems, shipped_rules)).items()))


@cache
def _shipped_rules(folder: Path) -> tuple[dict[str, PatternRule], tuple[Problem, ...]]:
    """The rules that the package brings, and what is wrong with them; read once a process, since `--every` loads often."""
    found: list[Problem] = []
    return _rules_in(folder, found), tuple(found)


def _rules_in(
    folder: Path, problems: list[Problem], shipped: Mapping[str, PatternRule] | None = None
) -> dict[str, PatternRule]:
    """The pattern rules of a config folder, by name; adds their mistakes to `problems`.

    `shipped`: the rules that the package brings, if the folder is another one. Then examples are tried, and the time that
    patterns take. For what ships, the test suite does both.
    """
    rules: dict[str, PatternRule] = {}
    for path in yaml_files(folder / "cleaning", problems):
        shown = str(path)
        row, found = read_mapping(path, shown)
        problems += found
        if found:
            continue
        try:
            rule = pattern_rule(path.stem, row)
        except ValueError as error:
            problems.append(Problem(shown, "", str(error).removeprefix(f"{path.stem}: ")))
            continue
        wrong = [] if shipped is None else slow_patterns(rule, shipped.get(path.stem)) or failing_examples(rule)
        problems += [Problem(shown, "", message.removeprefix(f"{path.stem}: ")) for message in wrong]
        rules[path.stem] = rule
    return rules
