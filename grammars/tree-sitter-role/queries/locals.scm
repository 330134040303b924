(source_file) @local.scope

(field
  label: (label) @_label
  value: (text) @local.definition
  (#match? @_label "^[* \\t]*[Ii][Dd][* \\t]*:"))

(reference) @local.reference
