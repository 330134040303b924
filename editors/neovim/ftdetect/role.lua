vim.filetype.add({ extension = { role = "role" } })
