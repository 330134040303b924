; Labels stand at the margin. What follows an item keeps the item's own indentation.
[
  (role_head)
  (team_head)
  (product_head)
  (art_head)
  (area_head)
  (field)
  (section)
] @indent.zero

(item) @indent.auto
