"""A scripted session over every feature, held to the protocol by a client that is not ours."""
import asyncio

import pytest
from lsprotocol import types as lsp

OWNER = """\
Role: Product Owner, Ferries 😀
Id: po
Product: @ferry
Teams: @harbour
Reports to: @head

Duties:
- 60% backlog: Order 😀 the product backlog with @head
- Interview passengers every week and order the release notes
- 60% Plan the roadmap

Waivers:
- PO101
"""

PAGE = """\
# Product Owner, Piers

See [the head](head.role).

## What you will do

- Order the product backlog (30%)
- Interview passengers every week
- Plan each sprint with the developers
"""


def opened(client, folder, name, text, language):
    uri = (folder / name).as_uri()
    item = lsp.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
    return uri


@pytest.fixture
def owner(client, folder):
    return opened(client, folder, "po.role", OWNER, "role")


@pytest.fixture
def page(client, folder):
    return opened(client, folder, "page.md", PAGE, "markdown")


def document(uri):
    return lsp.TextDocumentIdentifier(uri=uri)


def here(uri, line, character):
    return {"text_document": document(uri), "position": lsp.Position(line=line, character=character)}


def whole():
    return lsp.Range(start=lsp.Position(line=0, character=0), end=lsp.Position(line=999, character=0))


def changed(client, uri, version, text):
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=version),
            content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=text)],
        )
    )


async def diagnostics(client, uri):
    """Content that was modified meanwhile is asked for again, as an editor does."""
    for _ in range(50):
        try:
            return await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(text_document=document(uri)))
        except Exception as error:  # noqa: BLE001: pygls has many
            if getattr(error, "code", None) not in (-32800, -32801):
                raise
            await asyncio.sleep(0.02)
    raise AssertionError("the content is modified all the time")


def codes(report):
    return {item.code for item in report.items}


async def test_diagnostics_are_pulled_with_result_ids(client, owner):
    report = await diagnostics(client, owner)
    assert "DOC503" in codes(report), codes(report)
    shares = next(item for item in report.items if item.code == "DOC503")
    assert shares.source == "rolelint" and shares.code_description.href.startswith("https://")
    again = await client.text_document_diagnostic_async(
        lsp.DocumentDiagnosticParams(text_document=document(owner), previous_result_id=report.result_id)
    )
    assert again.kind == "unchanged"
    changed(client, owner, 2, OWNER.replace("- 60% Plan", "- 40% Plan"))
    assert "DOC503" not in codes(await diagnostics(client, owner))


async def test_all_documents_are_reported(client, owner, folder):
    report = await client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert {(folder / name).as_uri() for name in ("head.role", "org.role")} | {owner} <= {r.uri for r in report.items}


async def test_hover(client, owner, page):
    for uri, line, character, words in [
        (owner, 4, 14, "Head of Product"),
        (owner, 7, 8, "backlog"),
        (owner, 8, 6, "sure"),
        (owner, 12, 4, "no-customer-contact"),
        (page, 6, 6, "backlog"),
    ]:
        hover = await client.text_document_hover_async(lsp.HoverParams(**here(uri, line, character)))
        assert words in hover.contents.value, (line, hover)


async def test_completion_and_its_explanation(client, owner, page):
    found = await client.text_document_completion_async(lsp.CompletionParams(**here(owner, 4, 13)))
    items = found.items if isinstance(found, lsp.CompletionList) else found
    head = next(item for item in items if "head" in item.label)
    explained = await client.completion_item_resolve_async(head)
    assert "Head of Product" in explained.documentation.value
    changed(client, page, 2, PAGE + "\n## ")
    found = await client.text_document_completion_async(lsp.CompletionParams(**here(page, 10, 3)))
    items = found.items if isinstance(found, lsp.CompletionList) else found
    assert items


async def test_names_lead_to_each_other(client, owner, folder):
    at = here(owner, 4, 14)
    definition = await client.text_document_definition_async(lsp.DefinitionParams(**at))
    target = definition[0] if isinstance(definition, list) else definition
    assert (getattr(target, "target_uri", None) or target.uri) == (folder / "head.role").as_uri()
    await client.text_document_declaration_async(lsp.DeclarationParams(**at))
    references = await client.text_document_references_async(
        lsp.ReferenceParams(**at, context=lsp.ReferenceContext(include_declaration=True))
    )
    assert len(references) == 3, references
    highlights = await client.text_document_document_highlight_async(lsp.DocumentHighlightParams(**at))
    assert len(highlights) == 2


async def test_rename(client, owner, folder):
    at = here(owner, 4, 14)
    prepared = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**at))
    assert prepared.placeholder == "head"
    edit = await client.text_document_rename_async(lsp.RenameParams(**at, new_name="chief"))
    edits = {change.text_document.uri: change.edits for change in edit.document_changes}
    assert len(edits[owner]) == 2 and len(edits[(folder / "head.role").as_uri()]) == 1


async def test_call_hierarchy(client, owner):
    (head,) = await client.text_document_prepare_call_hierarchy_async(lsp.CallHierarchyPrepareParams(**here(owner, 4, 14)))
    (below,) = await client.call_hierarchy_incoming_calls_async(lsp.CallHierarchyIncomingCallsParams(item=head))
    assert below.from_.name.startswith("Product Owner")
    (above,) = await client.call_hierarchy_outgoing_calls_async(lsp.CallHierarchyOutgoingCallsParams(item=below.from_))
    assert above.to.name == "Head of Product"


async def actions(client, uri, line, kind):
    row = lsp.Range(start=lsp.Position(line=line, character=0), end=lsp.Position(line=line, character=99))
    found = await client.text_document_code_action_async(
        lsp.CodeActionParams(
            text_document=document(uri), range=row, context=lsp.CodeActionContext(diagnostics=[], only=[kind])
        )
    )
    return {action.title: action for action in found or []}


async def test_code_actions(client, owner):
    await diagnostics(client, owner)
    found = await actions(client, owner, 8, "refactor")
    split = next(action for title, action in found.items() if title.startswith("Split this duty"))
    resolved = await client.code_action_resolve_async(split)
    assert resolved.edit.document_changes[0].edits
    assert any(title.startswith("Write the category") for title in found)
    assert "Add contacts" in await actions(client, owner, 0, "refactor.rewrite")
    fixes = await actions(client, owner, 12, "quickfix")
    assert fixes and all(action.diagnostics for action in fixes.values())
    known = next(action for title, action in fixes.items() if "rolelint.toml" in title)
    resolved = await client.code_action_resolve_async(known)
    assert any(getattr(change, "kind", None) == "create" for change in resolved.edit.document_changes)
    changed(client, owner, 2, OWNER.replace("Duties:", "Duites:"))
    found = await actions(client, owner, 0, "source.fixAll.rolelint")
    (all_fixes,) = found.values()
    resolved = await client.code_action_resolve_async(all_fixes)
    assert "Duties" in resolved.edit.document_changes[0].edits[0].new_text


async def test_shape_of_documents(client, owner, page):
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(text_document=document(owner)))
    assert symbols[0].name.startswith("Product Owner") and symbols[0].children
    found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="hdprod"))
    assert [s.name for s in found] == ["Head of Product"]
    assert await client.text_document_folding_range_async(lsp.FoldingRangeParams(text_document=document(page)))
    (chain,) = await client.text_document_selection_range_async(
        lsp.SelectionRangeParams(text_document=document(owner), positions=[lsp.Position(line=7, character=20)])
    )
    assert chain.parent
    links = await client.text_document_document_link_async(lsp.DocumentLinkParams(text_document=document(owner)))
    assert len(links) >= 4


async def test_semantic_tokens(client, owner):
    tokens = client.offered.semantic_tokens_provider
    full = await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(text_document=document(owner)))
    assert full.data and len(full.data) % 5 == 0
    assert max(full.data[3::5]) < len(tokens.legend.token_types)
    part = await client.text_document_semantic_tokens_range_async(
        lsp.SemanticTokensRangeParams(text_document=document(owner), range=whole())
    )
    assert part.data == full.data
    changed(client, owner, 2, "# new\n" + OWNER)
    delta = await client.text_document_semantic_tokens_full_delta_async(
        lsp.SemanticTokensDeltaParams(text_document=document(owner), previous_result_id=full.result_id)
    )
    made = list(full.data)
    for edit in sorted(delta.edits, key=lambda e: e.start, reverse=True):
        made[edit.start : edit.start + edit.delete_count] = edit.data or []
    now = await client.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(text_document=document(owner)))
    assert made == list(now.data)


async def test_hints_and_lenses(client, owner):
    hints = await client.text_document_inlay_hint_async(lsp.InlayHintParams(text_document=document(owner), range=whole()))
    labels = ["".join(part.value for part in h.label) if isinstance(h.label, list) else h.label for h in hints]
    assert any("Head of Product" in label for label in labels), labels
    assert any(label.startswith("total") for label in labels), labels
    # A client that resolves no tooltips was told all there is.
    resolved = await client.inlay_hint_resolve_async(hints[0])
    assert resolved.tooltip or resolved.data is None
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(text_document=document(owner)))
    assert lenses and all(lens.command.title for lens in lenses)


async def test_formatting(client, owner):
    options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
    changed(client, owner, 2, "role:  A\n\n\nDuties:\n* x\n\n")
    edits = await client.text_document_formatting_async(
        lsp.DocumentFormattingParams(text_document=document(owner), options=options)
    )
    assert edits
    edits = await client.text_document_range_formatting_async(
        lsp.DocumentRangeFormattingParams(text_document=document(owner), range=whole(), options=options)
    )
    assert edits
    edits = await client.text_document_on_type_formatting_async(
        lsp.DocumentOnTypeFormattingParams(**here(owner, 4, 0), ch="\n", options=options)
    )
    assert edits == [] or edits is None or edits[0].new_text


async def test_files_come_move_and_go(client, owner, page, folder):
    async def until(uri, there):
        for _ in range(250):
            if any("@head" in item.message for item in (await diagnostics(client, uri)).items) == there:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"@head {there}")

    old, new = folder / "head.role", folder / "org" / "head.role"
    files = lsp.RenameFilesParams(files=[lsp.FileRename(old_uri=old.as_uri(), new_uri=new.as_uri())])
    edit = await client.workspace_will_rename_files_async(files)
    (change,) = edit.document_changes
    assert change.text_document.uri == page and change.edits[0].new_text == "org/head.role"
    new.parent.mkdir()
    old.rename(new)
    client.workspace_did_rename_files(files)
    await until(owner, False)
    new.unlink()
    client.workspace_did_delete_files(lsp.DeleteFilesParams(files=[lsp.FileDelete(uri=new.as_uri())]))
    await until(owner, True)
    old.write_text("Role: Head of Product\nId: head\n")
    client.workspace_did_create_files(lsp.CreateFilesParams(files=[lsp.FileCreate(uri=old.as_uri())]))
    await until(owner, False)


async def test_configuration_counts_at_once(client, owner, folder):
    assert "DOC503" in codes(await diagnostics(client, owner))
    uri = opened(client, folder, "rolelint.toml", 'ignore = ["DOC503"]\npro', "toml")
    hover = await client.text_document_hover_async(lsp.HoverParams(**here(uri, 0, 3)))
    assert "ignore" in hover.contents.value
    items = await client.text_document_completion_async(lsp.CompletionParams(**here(uri, 1, 3)))
    items = items.items if isinstance(items, lsp.CompletionList) else items
    assert "profile" in {item.label for item in items}
    changed(client, uri, 2, 'ignore = ["DOC503"]\n')
    for _ in range(250):
        if "DOC503" not in codes(await diagnostics(client, owner)) and client.asked_anew:
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("the configuration does not count")
    assert lsp.WORKSPACE_CODE_LENS_REFRESH in client.asked_anew


async def test_a_document_that_is_closed_is_as_it_is_on_disk(client, folder):
    uri = opened(client, folder, "head.role", "Role: Head of Nothing\nId: nobody\n", "role")
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(text_document=document(uri)))
    for _ in range(250):
        found = await client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query="Head"))
        if [s.name for s in found] == ["Head of Product"]:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the disk does not count")
