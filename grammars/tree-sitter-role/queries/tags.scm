(role_head title: (title) @name) @definition.class

(team_head title: (title) @name) @definition.module
(product_head title: (title) @name) @definition.module
(art_head title: (title) @name) @definition.module
(area_head title: (title) @name) @definition.module

(field
  label: (label) @_label
  value: (text) @name
  (#match? @_label "^[* \\t]*[Ii][Dd][* \\t]*:")) @definition.constant

(reference) @name @reference.class
