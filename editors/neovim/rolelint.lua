-- rolelint for Neovim 0.11 or later: put this file into ~/.config/nvim/lsp/ and call vim.lsp.enable("rolelint").
vim.filetype.add({ extension = { role = "role" } })

return {
  cmd = { "rolelint", "server" },
  filetypes = { "role", "markdown" },
  root_markers = { "rolelint.toml", ".git" },
  settings = { rolelint = {} },
}
