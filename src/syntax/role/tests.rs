use super::*;
use crate::syntax::NodeKind;

/// Node kinds with what they say, a line each.
fn outline(source: &str) -> String {
    let tree = read(source);
    let mut out = String::new();
    for node in &tree.nodes {
        let kind = match node.kind {
            NodeKind::Item(_) => "Item".to_owned(),
            kind => format!("{kind:?}"),
        };
        out.push_str(&format!("{kind} | {} | {}\n", tree.label(node), tree.text(node)));
    }
    out
}

#[test]
fn a_role_is_read() {
    let source = "# about\nRole: Product Owner, Harbour\nId : po\nTeam: Harbour\n\nDuties:\n- 25% discovery: Talk to\n  sailors: every week\n* Order the backlog\n";
    assert_eq!(
        outline(source),
        "Comment |  | about\n\
         Head(Role) | Role | Product Owner, Harbour\n\
         Field | Id | po\n\
         Field | Team | Harbour\n\
         Section | Duties | \n\
         Item |  | 25% discovery: Talk to sailors: every week\n\
         Item |  | Order the backlog\n"
    );
}
