#!/usr/bin/env bash
# rolelint in Helix: keys are typed into a terminal, and what stands on its screen is asserted.
# Run by .ci/editors.sh in a folder with the documents, with the configuration of the manual in place.
set -uo pipefail

failed=0
export COLORTERM=truecolor
tmux() { command tmux -S /try/terminal "$@"; }
screen() { tmux capture-pane -p "$@"; }
# Keys as tmux names them, or texts.
keys() { for key in "$@"; do tmux send-keys -- "$key"; sleep 0.1; done; }
text() { tmux send-keys -l -- "$1"; sleep 0.2; }

# eventually WHAT COMMAND...: asks again until the command succeeds.
eventually() {
  local what=$1
  shift
  for _ in $(seq 200); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  echo "    not seen: $what; the screen:"
  screen | sed 's/^/    | /; /| *$/d'
  return 1
}
shows() { screen | grep -qE -- "$1"; }
shows_not() { ! shows "$1"; }
file_has() { grep -qxF -- "$2" "$1"; }

# open FILE, to NORMAL mode.
open() { keys Escape Escape; text ":open $1"; keys Enter; eventually "$1 is open" shows "NOR +$1"; }
# Puts the cursor on a text.
go() { keys Escape g g; text "/$1"; keys Enter; sleep 0.3; }
# The colour that a text is shown in.
colour() {
  local line
  line=$(screen -e | sed 's/\x1b\[0m//g' | grep -F -- "$1" | head -n 1)
  grep -oE '38;2;[0-9;]+' <<< "${line%%"$1"*}" | tail -n 1
}

test() {
  if "$2"; then echo "  ok $1"; else failed=$((failed + 1)); echo "  FAILED $1"; fi
}

healthy() {
  local health
  health=$(hx --health role | sed 's/\x1b\[[0-9;]*m//g')
  for wanted in "✓ rolelint: /try/bin/rolelint" "Tree-sitter parser: ✓" "Highlight queries: ✓" "Textobject queries: ✓"; do
    case $health in *"$wanted"*) ;; *) echo "    no “$wanted” in: $health"; return 1 ;; esac
  done
}

findings() {
  eventually "marks beside the lines" shows "^● +[0-9]+ +Contacts:" || return 1
  keys Space d
  eventually "the list of findings" shows "ERROR +PO101 +This product owner never meets" || return 1
  keys Escape
}

coloured() {
  local plain seen wanted
  plain=$(colour "pilots")
  for wanted in "Role:" "Product" "Id:" "owner" "Scrum" "2026-10-01" "@head-of-harbour" "Duties:" "remark"; do
    seen=$(colour "$wanted")
    [ -n "$seen" ] && [ "$seen" != "$plain" ] || { echo "    “$wanted” is shown in “$seen”, text in “$plain”"; return 1; }
  done
  for wanted in "Product" "Id:" "Duties:" "remark" "2026-10-01"; do
    [ "$(colour "Role:")" != "$(colour "$wanted")" ] || { echo "    “Role:” looks like “$wanted”"; return 1; }
  done
}

follows() {
  go "- @harbour-team"
  keys o
  text "- pilots (user): every week, directly"
  eventually "the error is gone" shows_not "^● +[0-9]+ +Contacts:" || return 1
  keys Escape u
  eventually "the error is back" shows "^● +[0-9]+ +Contacts:"
}

hover() {
  go "product backlog"
  keys Space k
  eventually "what the framework says" shows "In Scrum:? +Only source of work" || return 1
  keys Escape
}

completion() {
  go "Reports to"
  keys o
  text "Works with: @head"
  eventually "a name" shows "@head-of-harbour +class" || return 1
  keys Escape u
  go "- 40% delivery"
  keys o
  text "- go"
  eventually "a category" shows "go-to-market:? +[a-z]+" || return 1
  keys Escape u
}

action() {
  eventually "the finding" shows "^● +[0-9]+ +Contacts:" || return 1
  go "Contacts"
  keys Space a
  eventually "the actions" shows "Say whom this role meets" || return 1
  shows "Say that PO101 is known here" || { echo "    no waiver is offered"; return 1; }
  keys Enter
  eventually "the mended text" shows "\((customer|user)\): every week" || return 1
  eventually "the error is gone" shows_not "^● +[0-9]+ +Contacts:" || return 1
  keys Escape u
}

definition() {
  go "@head-of-harbour"
  keys g d
  eventually "the other document" shows "NOR +head.role"
}

rename() {
  open owner.role || return 1
  go "po-pilots"
  keys Space r
  eventually "the question" shows "rename-to:" || return 1
  keys C-u
  text "po-harbour"
  keys Enter
  eventually "the new name" shows "Id: po-harbour" || return 1
  text ":write-all"
  keys Enter
  eventually "the other file" file_has head.role "Leads: @po-harbour"
}

format() {
  open untidy.role || return 1
  eventually "the server" shows "●" || return 1
  text ":write"
  keys Enter
  eventually "the standard form" file_has untidy.role "Kind: product owner" || return 1
  eventually "the standard form of items" file_has untidy.role "- 40% delivery: Accept finished work"
}

symbols() {
  open head.role || return 1
  keys Space s
  eventually "the role" shows "(class|object|struct) +Head of Harbour Products" || return 1
  keys Escape
}

markdown() {
  open spec.md || return 1
  keys Space d
  eventually "its findings" shows "PO101" || return 1
  keys Escape
  open notes.md || return 1
  sleep 1
  shows_not "^●"
}

hx --version | sed 's/^helix/Helix/'
test "Helix knows the language, its server, its parser and its queries" healthy
tmux -f /dev/null new-session -d -x 160 -y 45 "hx owner.role"
trap 'tmux kill-server 2> /dev/null' EXIT
eventually "Helix" shows "NOR +owner.role" || exit 1
test "findings appear, and are listed" findings
test "labels, values, names and comments are coloured" coloured
test "a finding goes when its cause goes, unsaved" follows
test "hover explains a term, and what the framework says of it" hover
test "completion offers names after @, and categories of duties" completion
test "a code action mends a finding" action
test "a name leads to its definition" definition
test "a role is renamed across files" rename
test "saving formats" format
test "the outline shows roles" symbols
test "a job spec in Markdown has findings, other Markdown has none" markdown
[ "$failed" -eq 0 ]
