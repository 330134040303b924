; Helix's names. No two patterns speak of the same place: versions of Helix differ in which of them would count.

(comment) @comment.line

(role_head label: (label) @keyword)
(team_head label: (label) @keyword)
(product_head label: (label) @keyword)
(art_head label: (label) @keyword)
(area_head label: (label) @keyword)
(title) @type

(section label: (label) @markup.heading)
(field label: (label) @variable.other.member)

; Values that come from a short list.
(field
  label: (label) @_label
  value: (text) @constant
  (#match? @_label "^[* \t]*([Kk]ind|[Ff]ramework|[Ll]evel|[Tt]rack|[Uu]sers|[Ss]tage|[Ss]tatus|[Pp]rofile|[Cc]omplete)[* \t]*:"))

; Dates and numbers.
(field
  label: (label) @_label
  value: (text) @constant.numeric
  (#match? @_label "^[* \t]*([Ss]ize|[Aa]llocation|[Tt]ime|FTE|[Rr]eviewed|[Dd]ate posted|[Pp]osted|[Cc]losing date|[Cc]loses|[Dd]eadline|[Ss]alary|[Pp]ay|[Cc]ompensation)[* \t]*:"))

; The name that references point to.
(field
  label: (label) @_label
  value: (text) @variable
  (#match? @_label "^[* \t]*[Ii][Dd][* \t]*:"))

(marker) @markup.list.unnumbered
(reference) @markup.link.text
