-- Starts the server for role documents. Neovim 0.11 has `vim.lsp.enable` for that; before, it is done by hand.
if vim.g.loaded_rolelint then
  return
end
vim.g.loaded_rolelint = true

if vim.lsp.enable then
  vim.lsp.enable("rolelint")
  return
end

local config = dofile(vim.api.nvim_get_runtime_file("lsp/rolelint.lua", false)[1])
vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("rolelint", {}),
  pattern = config.filetypes,
  callback = function(event)
    local name = vim.api.nvim_buf_get_name(event.buf)
    if vim.bo[event.buf].buftype ~= "" or name == "" then
      return
    end
    local root
    for _, marker in ipairs(config.root_markers) do
      root = root or vim.fs.find(marker, { upward = true, path = vim.fs.dirname(name) })[1]
    end
    local capabilities = vim.lsp.protocol.make_client_capabilities()
    vim.lsp.start({
      name = "rolelint",
      cmd = config.cmd,
      root_dir = root and vim.fs.dirname(root),
      settings = config.settings,
      commands = config.commands,
      capabilities = vim.tbl_deep_extend("force", capabilities, config.capabilities),
    }, { bufnr = event.buf })
  end,
})
