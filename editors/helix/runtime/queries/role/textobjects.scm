; A section is a class, an item an entry: `mat` and `mae`, `]t` and `]e`.
(section) @class.around
(section (list) @class.inside)

(item) @entry.around
(item text: (text) @entry.inside)

(comment) @comment.around
