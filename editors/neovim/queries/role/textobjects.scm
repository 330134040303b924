; Neovim's names, then Helix's.
(section) @block.outer @class.around
(section (list) @block.inner @class.inside)

(item) @parameter.outer @entry.around
(item text: (text) @parameter.inner @entry.inside)

(field) @assignment.outer
(field label: (label) @assignment.lhs)
(field value: (text) @assignment.rhs @assignment.inner)

(comment) @comment.outer @comment.around
