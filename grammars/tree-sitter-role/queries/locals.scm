(source_file) @local.scope

(field
  label: (label) @_label
  value: (text) @local.definition
  (#match? @_label "^[*\\s]*[Ii][Dd][*\\s]*:"))

(reference) @local.reference
