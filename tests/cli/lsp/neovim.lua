-- What a person does in Neovim: open a file, mistype a key, fix it, complete a value. Each step waits for the server.
-- `STEPS` is a file to which each step is written once its screen is drawn; the next begins when somebody deletes it.
vim.o.swapfile, vim.o.laststatus, vim.o.ruler = false, 0, false
vim.diagnostic.config({ virtual_text = true, signs = true, update_in_insert = true })
local id = vim.lsp.start_client({ name = "ogpkit", cmd = { "ogpkit", "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)
vim.o.completeopt = "menuone,noinsert"
vim.bo.omnifunc = "v:lua.vim.lsp.omnifunc"

local function find(code)
  for _, one in ipairs(vim.diagnostic.get(0)) do
    if one.code == code then return one end
  end
end

local function wait(condition) assert(vim.wait(tonumber(vim.env.LONGEST), condition, 20)) end

local function show(step, said)
  vim.cmd("redraw!")
  vim.fn.writefile({ step .. "\t" .. said }, vim.env.STEPS .. ".new")
  vim.fn.rename(vim.env.STEPS .. ".new", vim.env.STEPS)
  wait(function() return vim.fn.filereadable(vim.env.STEPS) == 0 end)
end

local function line(number) return vim.api.nvim_buf_get_lines(0, number, number + 1, false)[1] end

local steps = coroutine.create(function()
  wait(function() return #vim.diagnostic.get(0) > 0 end)
  vim.api.nvim_buf_set_lines(0, 2, 3, false, { 'Challenge = "public-resources"' })
  wait(function() return find("OGP003") end)
  show("finding", find("OGP003").message)
  vim.api.nvim_win_set_cursor(0, { 3, 2 })
  local params = vim.lsp.util.make_range_params(0, "utf-16")
  params.context = { diagnostics = {} }
  local fix = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, tonumber(vim.env.LONGEST))[id].result[1]
  vim.lsp.util.apply_workspace_edit(fix.edit, "utf-16")
  wait(function() return not find("OGP003") end)
  show("fix", fix.title .. "\t" .. line(2))
  vim.api.nvim_buf_set_lines(0, 2, 3, false, { 'challenge = "pub' })
  vim.api.nvim_win_set_cursor(0, { 3, 16 })
  vim.fn.feedkeys("A" .. vim.api.nvim_replace_termcodes("<C-X><C-O>", true, false, true))
end)

vim.api.nvim_create_autocmd("CompleteChanged", {
  once = true,
  callback = function()
    local words = {}
    for _, item in ipairs(vim.fn.complete_info({ "items" }).items) do table.insert(words, item.word) end
    vim.defer_fn(function()
      show("completion", table.concat(words, " "))
      vim.cmd("qall!")
    end, 50)
  end,
})
vim.defer_fn(function() coroutine.resume(steps) end, 0)
