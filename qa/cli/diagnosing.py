"""Looking at the installation from the terminal."""

import typer

from qa.cli.tools import AsJson, tools_of


def doctor(context: typer.Context, json: AsJson = False) -> None:
    """Check that everything Opcit needs is there, and say what to do about what is not."""
    from qa.cli.doctor import Finding, examine

    tools = tools_of(context)
    findings = []
    for finding in examine(tools.assembly):
        findings.append(finding)
        if not json:
            state = "ok   " if finding.ok else "wrong"
            tools.out.print(state, style="green" if finding.ok else "bold red", end="  ")
            remedy = f" {finding.remedy}" if finding.remedy else ""
            tools.out.print(f"{finding.name}: {finding.detail}{remedy}", soft_wrap=True)
    if json:
        tools.json(findings, list[Finding])
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
