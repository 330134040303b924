vim.opt_local.commentstring = "# %s"
vim.opt_local.comments = "fb:-,fb:*,b:#"
vim.opt_local.expandtab = true
vim.opt_local.shiftwidth = 2
vim.opt_local.softtabstop = 2
vim.opt_local.linebreak = true
vim.b.undo_ftplugin = "setlocal commentstring< comments< expandtab< shiftwidth< softtabstop< linebreak<"

-- Colours and folds by tree-sitter, where the parser `role` is installed; the server's colours come on top.
if pcall(vim.treesitter.start, 0, "role") then
  vim.opt_local.foldmethod = "expr"
  vim.opt_local.foldexpr = "v:lua.vim.treesitter.foldexpr()"
  vim.opt_local.foldlevel = 99
  vim.b.undo_ftplugin = vim.b.undo_ftplugin .. " foldmethod< foldexpr< foldlevel< | lua vim.treesitter.stop()"
end
