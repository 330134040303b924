(comment) @comment

; What opens a block, and its name.
(role_head label: (label) @keyword)
(team_head label: (label) @keyword)
(product_head label: (label) @keyword)
(art_head label: (label) @keyword)
(area_head label: (label) @keyword)
(title) @type

(section label: (label) @markup.heading)
(field label: (label) @property)

; Values that come from a short list, dates, numbers.
(field
  label: (label) @property
  value: (text) @constant
  (#match? @property "^[*\\s]*([Kk]ind|[Ff]ramework|[Ll]evel|[Tt]rack|[Uu]sers|[Ss]tage|[Ss]tatus|[Pp]rofile|[Cc]omplete)[*\\s]*:"))

(field
  label: (label) @property
  value: (text) @number
  (#match? @property "^[*\\s]*([Ss]ize|[Aa]llocation|[Tt]ime|FTE|[Rr]eviewed|[Dd]ate posted|[Pp]osted|[Cc]losing date|[Cc]loses|[Dd]eadline|[Ss]alary|[Pp]ay|[Cc]ompensation)[*\\s]*:"))

; The name that references point to.
(field
  label: (label) @property
  value: (text) @variable
  (#match? @property "^[*\\s]*[Ii][Dd][*\\s]*:"))

(marker) @markup.list
(reference) @markup.link
