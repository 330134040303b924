"""A workspace on disk, and a session with a client that is not ours (pytest-lsp: pygls and lsprotocol)."""
import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

PROGRAM = os.environ.get("ROLELINT_PROGRAM", str(pathlib.Path(__file__).parents[2] / "target/debug/rolelint"))

HEAD = "Role: Head of Product\nId: head\n\nDuties:\n- strategy: Set the product strategy with the board\n- people: Coach the product managers every week\n"
ORG = "Product: Ferry Booking\nId: ferry\n\nTeam: Harbour\nId: harbour\nSize: 7\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "head.role").write_text(HEAD)
    (tmp_path / "org.role").write_text(ORG)
    return tmp_path


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[PROGRAM, "server"]))
async def client(lsp_client: LanguageClient, folder: pathlib.Path):
    # What VS Code can do is said below; this client leaves its answer to us.
    @lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def registered(params: lsp.RegistrationParams):
        lsp_client.registered = [registration.method for registration in params.registrations]

    # What was shown is out of date: an editor asks for it anew.
    lsp_client.asked_anew = set()
    for method in [
        lsp.WORKSPACE_CODE_LENS_REFRESH,
        lsp.WORKSPACE_INLAY_HINT_REFRESH,
        lsp.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ]:
        lsp_client.feature(method)(lambda _, method=method: lsp_client.asked_anew.add(method))

    result = await lsp_client.initialize_session(
        lsp.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[lsp.WorkspaceFolder(uri=folder.as_uri(), name="work")],
        )
    )
    lsp_client.offered = result.capabilities
    # The folder is read in the background.
    for _ in range(1500):
        told = [report for reports in lsp_client.progress_reports.values() for report in reports]
        if any(isinstance(report, lsp.WorkDoneProgressEnd) for report in told):
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("the folder is never read")
    yield
    await lsp_client.shutdown_session()
