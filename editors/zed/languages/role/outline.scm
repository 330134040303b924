(role_head label: (label) @context title: (title) @name) @item
(team_head label: (label) @context title: (title) @name) @item
(product_head label: (label) @context title: (title) @name) @item
(art_head label: (label) @context title: (title) @name) @item
(area_head label: (label) @context title: (title) @name) @item
(section label: (label) @name) @item
