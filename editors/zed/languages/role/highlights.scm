; Zed's names.
(comment) @comment

(role_head label: (label) @keyword)
(team_head label: (label) @keyword)
(product_head label: (label) @keyword)
(art_head label: (label) @keyword)
(area_head label: (label) @keyword)
(title) @type

(section label: (label) @title)
(field label: (label) @property)

; Values that come from a short list.
(field
  label: (label) @property
  value: (text) @constant
  (#match? @property "^[* \t]*([Kk]ind|[Ff]ramework|[Ll]evel|[Tt]rack|[Uu]sers|[Ss]tage|[Ss]tatus|[Pp]rofile|[Cc]omplete)[* \t]*:"))

; Dates and numbers.
(field
  label: (label) @property
  value: (text) @number
  (#match? @property "^[* \t]*([Ss]ize|[Aa]llocation|[Tt]ime|FTE|[Rr]eviewed|[Dd]ate posted|[Pp]osted|[Cc]losing date|[Cc]loses|[Dd]eadline|[Ss]alary|[Pp]ay|[Cc]ompensation)[* \t]*:"))

; The name that references point to.
(field
  label: (label) @property
  value: (text) @variable
  (#match? @property "^[* \t]*[Ii][Dd][* \t]*:"))

(marker) @punctuation.list_marker
(reference) @link_text
