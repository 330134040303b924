-- rolelint in Neovim: a second Neovim is started as people start it, keys are typed into it, and what it shows is asserted.
-- Run by .ci/editors.sh, in a folder with the documents: `nvim -l neovim.lua`.
local failed = 0
local typed = 0
local child

local function fail(...)
  error(string.format(...), 0)
end

--- Runs Lua in the editor that is tried; `...` are its arguments.
local function run(code, ...)
  local answer = vim.rpcrequest(child, "nvim_exec_lua", code, { ... })
  return answer ~= vim.NIL and answer or nil
end

--- Asks again until the answer is true-ish; fails with what was seen last.
local function eventually(what, ask)
  local last
  local seen = vim.wait(20000, function()
    local fine, answer = pcall(ask)
    last = answer
    return fine and answer and true or false
  end, 50)
  if not seen then
    fail("not seen: %s; last: %s", what, vim.inspect(last))
  end
  return last
end

--- Types keys, and waits until the editor has taken them all in.
local function type_keys(keys)
  typed = typed + 1
  vim.rpcrequest(child, "nvim_input", keys .. "<Cmd>let g:typed = " .. typed .. "<CR>")
  eventually("keys are taken in: " .. keys, function()
    return run("return vim.g.typed") == typed
  end)
end

--- Types keys that leave a list of completions open.
local function complete(keys)
  vim.rpcrequest(child, "nvim_input", keys)
end

local function has(list, wanted)
  return vim.tbl_contains(list, wanted)
end

local function test(name, work)
  local fine, message = pcall(work)
  if fine then
    print("  ok " .. name)
  else
    failed = failed + 1
    print("  FAILED " .. name .. "\n    " .. tostring(message))
    print(run("return 'mode: ' .. vim.fn.mode() .. '\\n' .. vim.fn.execute('messages') .. '\\n' .. table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\\n')"))
  end
end

local function open(file)
  type_keys("<Esc><Cmd>silent edit " .. file .. "<CR>")
  eventually(file .. " is open", function()
    return run("return vim.fs.basename(vim.api.nvim_buf_get_name(0))") == file
  end)
end

local function lines()
  return run("return vim.api.nvim_buf_get_lines(0, 0, -1, true)")
end

--- Puts the cursor on a text of the document that is open; the place counts lines from 1 and bytes from 0.
local function go(wanted, offset)
  for number, line in ipairs(lines()) do
    local at = line:find(wanted, 1, true)
    if at then
      run("vim.api.nvim_win_set_cursor(0, ...)", { number, at - 1 + (offset or 0) })
      return number
    end
  end
  fail("“%s” is not in the document", wanted)
end

local function codes()
  return run([[return vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(0))]])
end

--- Codes of the findings, once there are some.
local function finding(code)
  eventually(code, function()
    return has(codes(), code)
  end)
end

--- What colours a text: captures of the grammar, and kinds of token that the server sent.
local function colours(wanted, offset)
  local number = go(wanted, offset)
  return run(
    [[
      local position = vim.inspect_pos(0, ..., vim.api.nvim_win_get_cursor(0)[2])
      local out = {}
      for _, capture in ipairs(position.treesitter) do table.insert(out, capture.capture) end
      for _, token in ipairs(position.semantic_tokens) do table.insert(out, token.opts.hl_group) end
      return out
    ]],
    number - 1
  )
end

child = vim.fn.jobstart({ vim.v.progpath, "--embed", "--headless", "owner.role" }, { rpc = true })
assert(child > 0, "Neovim does not start")
vim.rpcrequest(child, "nvim_ui_attach", 120, 40, {})
print(string.format("Neovim %s", vim.version()))

test("a .role file is a role document, and the server attaches", function()
  eventually("the kind of file", function()
    return run("return vim.bo.filetype") == "role"
  end)
  eventually("the server", function()
    return run("return #vim.lsp.get_clients({ bufnr = 0, name = 'rolelint' })") == 1
  end)
  local root = run("return vim.lsp.get_clients({ bufnr = 0 })[1].root_dir")
  assert(root == vim.fn.getcwd(), "the root is the folder with rolelint.toml: " .. tostring(root))
end)

test("findings appear, with their place", function()
  finding("PO101")
  local at = run([[
    for _, d in ipairs(vim.diagnostic.get(0)) do
      if d.code == "PO101" then return { d.lnum + 1, d.source, d.message } end
    end
  ]])
  assert(lines()[at[1]]:find("Contacts:") or lines()[at[1]]:find("Role:"), "on line " .. at[1])
  assert(at[2] == "rolelint" and #at[3] > 20, vim.inspect(at))
end)

test("a finding goes when its cause goes, unsaved", function()
  go("- @harbour-team (team)")
  type_keys("o- pilots (user): every week, directly<Esc>")
  eventually("PO101 is gone", function()
    return not has(codes(), "PO101")
  end)
  type_keys("u")
  finding("PO101")
end)

test("the grammar colours labels, titles, values and names", function()
  for _, wanted in ipairs({
    { "Role:", "keyword" },
    { "Product Owner, Harbour", "type" },
    { "po-pilots", "variable" },
    { "product owner", "constant" },
    { "2026-10-01", "number" },
    { "Duties:", "markup.heading" },
    { "@harbour-team", "markup.link" },
    { "# A remark", "comment" },
  }) do
    local seen = colours(wanted[1])
    assert(has(seen, wanted[2]), wanted[1] .. " is " .. vim.inspect(seen))
  end
end)

test("the server colours what it understood", function()
  eventually("a category", function()
    return vim.iter(colours("analytics: Read")):any(function(group)
      return group:find("^@lsp%.") ~= nil
    end)
  end)
end)

test("sections fold", function()
  local number = go("Duties:")
  eventually("a fold", function()
    return run("return vim.fn.foldlevel(...)", number + 1) > 0
  end)
end)

test("hover explains a term, and what the framework says of it", function()
  go("product backlog and", 3)
  type_keys("<Cmd>lua vim.lsp.buf.hover()<CR>")
  local text = eventually("the window", function()
    return run([[
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= "" then
          return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), "\n")
        end
      end
    ]])
  end)
  assert(text:find("Scrum"), text)
  type_keys("<Esc>j")
end)

test("completion offers names after @", function()
  go("Reports to:")
  complete("oWorks with: @<C-x><C-o>")
  eventually("a name", function()
    local words = run([[return vim.tbl_map(function(item) return item.word .. " " .. item.abbr end, vim.fn.complete_info({ "items" }).items)]])
    return vim.iter(words):any(function(word)
      return word:find("head-of-harbour", 1, true) ~= nil
    end)
  end)
  type_keys("<C-e><Esc>u")
end)

test("completion offers categories of duties", function()
  go("- 40% delivery")
  complete("o- <C-x><C-o>")
  eventually("a category", function()
    local words = run([[return vim.tbl_map(function(item) return item.word end, vim.fn.complete_info({ "items" }).items)]])
    return vim.iter(words):any(function(word)
      return word:find("^go%-to%-market") ~= nil
    end)
  end)
  type_keys("<C-e><Esc>u")
end)

test("a code action mends a finding", function()
  local contacts = go("Contacts:")
  eventually("PO101 at its place", function()
    return run([[
      return vim.iter(vim.diagnostic.get(0, { lnum = ... - 1 })):any(function(d) return d.code == "PO101" end)
    ]], contacts)
  end)
  run([[
    vim.ui.select = function(items, _, choose) _G.offered = vim.tbl_map(function(i) return i.action.title end, items); choose(items[1], 1) end
  ]])
  type_keys("<Cmd>lua vim.lsp.buf.code_action()<CR>")
  eventually("the mended text", function()
    return table.concat(lines(), "\n"):find("%(customer%)") or table.concat(lines(), "\n"):find("%(user%)")
  end)
  assert(#run("return _G.offered") > 1, "a fix and a waiver at least")
  eventually("PO101 is gone", function()
    return not has(codes(), "PO101")
  end)
  type_keys("u")
  finding("PO101")
end)

test("a name leads to its definition", function()
  go("@head-of-harbour", 3)
  type_keys("<Cmd>lua vim.lsp.buf.definition()<CR>")
  eventually("the other document", function()
    return run("return vim.fs.basename(vim.api.nvim_buf_get_name(0))") == "head.role"
  end)
  open("owner.role")
end)

test("a role is renamed across files", function()
  go("po-pilots", 2)
  type_keys("<Cmd>lua vim.lsp.buf.rename('po-harbour')<CR>")
  eventually("the new name here", function()
    return has(lines(), "Id: po-harbour")
  end)
  type_keys("<Cmd>wall<CR>")
  eventually("the new name in the other file", function()
    return table.concat(vim.fn.readfile("head.role"), "\n"):find("Leads: @po-harbour", 1, true)
  end)
end)

test("the line above a role leads to places", function()
  open("head.role")
  eventually("a list of places", function()
    run([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "rolelint" })[1]
      local answer = vim.lsp.buf_request_sync(0, "textDocument/codeLens", { textDocument = vim.lsp.util.make_text_document_params() }, 5000)
      for _, lens in ipairs(answer[client.id].result or {}) do
        if lens.command and lens.command.command == "rolelint.showReferences" then
          client.commands["rolelint.showReferences"](lens.command, { client_id = client.id })
          return
        end
      end
    ]])
    return run("return #vim.fn.getqflist()") > 0
  end)
  assert(run("return vim.fs.basename(vim.fn.bufname(vim.fn.getqflist()[1].bufnr))") == "owner.role", "the direct report")
  type_keys("<Cmd>cclose<CR>")
end)

test("formatting writes the standard form", function()
  open("untidy.role")
  eventually("the server", function()
    return run("return #vim.lsp.get_clients({ bufnr = 0 })") == 1
  end)
  type_keys("<Cmd>lua vim.lsp.buf.format()<CR>")
  eventually("the standard form", function()
    return has(lines(), "Kind: product owner") and has(lines(), "- 40% delivery: Accept finished work")
  end)
end)

test("a job spec in Markdown has findings, other Markdown has none", function()
  open("spec.md")
  finding("PO101")
  open("notes.md")
  eventually("the server", function()
    return run("return #vim.lsp.get_clients({ bufnr = 0 })") == 1
  end)
  vim.wait(1000)
  assert(#codes() == 0, vim.inspect(codes()))
end)

vim.rpcnotify(child, "nvim_command", "qall!")
vim.fn.jobwait({ child }, 5000)
os.exit(failed == 0 and 0 or 1)
