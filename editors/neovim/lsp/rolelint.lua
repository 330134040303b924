---@brief
---
--- rolelint, the language server for role documents and job specs: `.role`, and Markdown that is a role document by its content.
---
--- Neovim 0.11 or later: `vim.lsp.enable("rolelint")`. Settings are those of the section `rolelint`, for example
---
--- ```lua
--- vim.lsp.config("rolelint", { settings = { rolelint = { framework = "Scrum 2020" } } })
--- ```

--- The places that a line above a role leads to, in the quickfix list.
---@param command lsp.Command its arguments: document, position, places
---@param context { client_id: integer }
local function show_places(command, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  local places = vim.lsp.util.locations_to_items(command.arguments[3] or {}, client.offset_encoding)
  vim.fn.setqflist({}, " ", { title = command.title, items = places })
  vim.cmd("botright copen")
end

---@type vim.lsp.Config
return {
  cmd = { "rolelint", "server" },
  filetypes = { "role", "markdown" },
  root_markers = { "rolelint.toml", ".git" },
  settings = { rolelint = {} },
  commands = { ["rolelint.showReferences"] = show_places },
  capabilities = {
    experimental = { commands = { commands = { "rolelint.showReferences" } } },
    -- Neovim 0.10 can show lines above a role, but does not say so.
    textDocument = { codeLens = { dynamicRegistration = false } },
  },
}
